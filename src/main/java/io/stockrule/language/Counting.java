package io.stockrule.language;

import io.stockrule.stock.HeldPart;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.OptionalLong;
import java.util.Set;

/// What of a warehouse's stock is counted: `count on hand and incoming`. In conditions and promises `available` is the
/// sum of that.
public enum Counting {
    /// What a profile counts that does not say it.
    AVAILABLE("available", false, false),
    ON_HAND("on hand", true, false),
    AVAILABLE_AND_INCOMING("available and incoming", false, true),
    ON_HAND_AND_INCOMING("on hand and incoming", true, true);

    private final String written;
    private final boolean onHand;
    private final boolean incoming;

    Counting(String written, boolean onHand, boolean incoming) {
        this.written = written;
        this.onHand = onHand;
        this.incoming = incoming;
    }

    public static Counting of(boolean onHand, boolean incoming) {
        if (onHand) {
            return incoming ? ON_HAND_AND_INCOMING : ON_HAND;
        }
        return incoming ? AVAILABLE_AND_INCOMING : AVAILABLE;
    }

    /// As merchants write it.
    public String written() {
        return written;
    }

    /// Whether what lies there counts, and not what is available of it.
    public boolean isOnHand() {
        return onHand;
    }

    public boolean isIncoming() {
        return incoming;
    }

    /// What of it is not told by webhooks.
    public Set<HeldPart> parts() {
        return switch (this) {
            case AVAILABLE -> Set.of();
            case ON_HAND -> Set.of(HeldPart.ON_HAND);
            case AVAILABLE_AND_INCOMING -> Set.of(HeldPart.INCOMING);
            case ON_HAND_AND_INCOMING -> Set.of(HeldPart.ON_HAND, HeldPart.INCOMING);
        };
    }

    /// Unknown as soon as one part of it is.
    public OptionalLong of(WarehouseStock level) {
        var lying = onHand ? level.onHand() : level.available();
        if (!incoming || lying.isEmpty()) {
            return lying;
        }
        var coming = level.incoming();
        return coming.isEmpty() ? coming : OptionalLong.of(sum(lying.getAsLong(), coming.getAsLong()));
    }

    /// Never beyond the range of 64 bits.
    private static long sum(long one, long other) {
        long sum = one + other;
        boolean isBeyond = ((one ^ sum) & (other ^ sum)) < 0;
        return isBeyond ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /// The same facts with what is counted for what is available.
    public VariantFacts of(VariantFacts variant) {
        return this == AVAILABLE ? variant : variant.withLevels(level -> level.withAvailable(of(level)));
    }
}
