package io.stockrule.stock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.OptionalLong;

/// What one warehouse holds of one inventory item.
///
/// @param available sellable units; negative when more was sold than there was, empty when unknown
/// @param active false for a level that Shopify has deactivated or whose warehouse is closed: such a level never counts
/// @param onHand what lies there, sold or not; empty when unknown, or when no profile asks for it
/// @param committed as `onHand`
/// @param incoming as `onHand`
public record WarehouseStock(
        String warehouse,
        OptionalLong available,
        boolean active,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalLong onHand,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalLong committed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalLong incoming) {
    /// Most levels are small. Those of all listings are the same few objects, which a processor has at hand.
    private static final OptionalLong[] SMALL = small(1_024);

    public WarehouseStock {
        available = shared(available);
    }

    private static OptionalLong[] small(int most) {
        var small = new OptionalLong[most];
        Arrays.setAll(small, OptionalLong::of);
        return small;
    }

    private static OptionalLong shared(OptionalLong units) {
        boolean isSmall = units.isPresent() && units.getAsLong() >= 0 && units.getAsLong() < SMALL.length;
        return isSmall ? SMALL[(int) units.getAsLong()] : units;
    }

    /// One of which no more than what is available is known.
    public WarehouseStock(String warehouse, OptionalLong available, boolean active) {
        this(warehouse, available, active, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /// The same with another number of units to be counted.
    public WarehouseStock withAvailable(OptionalLong units) {
        return new WarehouseStock(warehouse, units, active, onHand, committed, incoming);
    }

    public WarehouseStock at(String other) {
        return new WarehouseStock(other, available, active, onHand, committed, incoming);
    }

    /// Whether something is known of it beside what is available. Not named as a property, so that it is not written.
    public boolean knowsHolding() {
        return onHand.isPresent() || committed.isPresent() || incoming.isPresent();
    }

    /// The same without what it holds beside what is available.
    public WarehouseStock withoutHolding() {
        return knowsHolding() ? new WarehouseStock(warehouse, available, active) : this;
    }
}
