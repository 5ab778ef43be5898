package io.stockrule.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.language.Profile;
import io.stockrule.language.Selection;
import io.stockrule.language.meaning.Holdings;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.language.meaning.SelectedStock;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Overrides;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The facts of a listing as a program writes them. What is left out is empty, unknown, or 1 for the pack size.
///
/// @param available units in one of the chosen warehouses; leave it out and give `levels`, or nothing for unknown stock
/// @param levels units per warehouse; null for an unknown level
/// @param held what else lies in the warehouses that `levels` names: what is left out of it is unknown; without it,
///     nothing is committed or incoming, so that as much is on hand as is available
/// @param tracked false for an item that the shop does not count
/// @param productStatus `ACTIVE`, `DRAFT`, `ARCHIVED` or `UNLISTED`
/// @param metafields by `namespace.key`
/// @param lastDecided the number last decided for this target
/// @param overrides what is set for the listing over its profile, at most one of each kind
record FactsForm(
        @Nullable Long available,
        @Nullable @Size(max = 1000) Map<@Size(max = 200) String, @Nullable Long> levels,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable @Size(max = 1000)
        Map<@Size(max = 200) String, @NotNull @Valid Held> held,

        @Nullable @Size(max = 255) String sku,
        @Nullable @Size(max = 1000) String title,
        @Nullable @Size(max = 255) String vendor,
        @Nullable @Size(max = 255) String productType,
        @Nullable @Size(max = 250) List<@Size(max = 255) String> tags,
        @Nullable @Size(max = 255) String barcode,
        @Nullable @Size(max = 250) List<@Size(max = 255) String> collections,
        @Nullable @Size(max = 2) String marketplace,
        @Nullable @Min(1) @Max(1_000_000) Integer packSize,
        @Nullable Boolean tracked,
        @Nullable Boolean keepsSelling,
        @Nullable LocalDate date,
        @Nullable LocalTime time,
        @Nullable @Min(0) @Max(999_999) Integer lastDecided,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable @Size(max = 20)
        String productStatus,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable @Size(max = 100)
        Map<@Size(max = 200) String, @Size(max = 65_536) String> metafields,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable @Size(max = 3)
        List<@NotNull @Valid OverrideForm> overrides) {

    /// What a warehouse holds beside what is available; null for what is not known.
    record Held(
            @Nullable Long onHand,
            @Nullable Long committed,
            @Nullable Long incoming) {
        static Held of(WarehouseStock level) {
            return new Held(units(level.onHand()), units(level.committed()), units(level.incoming()));
        }

        private static @Nullable Long units(OptionalLong units) {
            return units.isPresent() ? units.getAsLong() : null;
        }

        WarehouseStock of(String warehouse, OptionalLong available) {
            return new WarehouseStock(
                    warehouse,
                    available,
                    true,
                    FactsForm.units(onHand),
                    FactsForm.units(committed),
                    FactsForm.units(incoming));
        }
    }

    /// What is held is part of levels that are given.
    @AssertTrue(message = "held names a warehouse that levels does not")
    @JsonIgnore
    public boolean isHeldOfLevels() {
        return held == null || levels != null && levels.keySet().containsAll(held.keySet());
    }

    @AssertTrue(message = "overrides has two of a kind")
    @JsonIgnore
    public boolean isOneOverrideOfEachKind() {
        return overrides == null
                || overrides.stream()
                                .filter(Objects::nonNull)
                                .map(OverrideForm::kind)
                                .distinct()
                                .count()
                        == overrides.size();
    }

    /// The facts of a listing as they are; levels that do not count are left out.
    static FactsForm of(ListingFacts facts) {
        var variant = facts.variant();
        boolean bundle = !variant.parts().isEmpty();
        return new FactsForm(
                bundle ? made(variant) : null,
                bundle ? null : levels(variant),
                bundle ? null : held(variant),
                variant.sku(),
                variant.title(),
                variant.vendor(),
                variant.productType(),
                variant.tags(),
                variant.barcode(),
                variant.collections(),
                facts.marketplace(),
                facts.packSize(),
                variant.tracked(),
                variant.keepsSelling(),
                facts.date().orElse(null),
                facts.time().orElse(null),
                facts.lastDecided().isPresent() ? facts.lastDecided().getAsInt() : null,
                variant.productStatus(),
                variant.metafields(),
                facts.overrides().all().stream().map(OverrideForm::of).toList());
    }

    /// What the parts of a bundle make, all warehouses together.
    private static @Nullable Long made(VariantFacts variant) {
        var available = SelectedStock.of(new Selection.All(), variant).available();
        return available.isPresent() ? available.getAsLong() : null;
    }

    private static Map<String, @Nullable Long> levels(VariantFacts variant) {
        var levels = new TreeMap<String, @Nullable Long>();
        for (var level : variant.stock()) {
            if (level.active()) {
                var units = SelectedStock.level(variant, level.warehouse());
                levels.put(level.warehouse(), units.isPresent() ? units.getAsLong() : null);
            }
        }
        return levels;
    }

    private static Map<String, Held> held(VariantFacts variant) {
        var held = new TreeMap<String, Held>();
        for (var level : variant.stock()) {
            if (level.active() && level.knowsHolding()) {
                held.put(level.warehouse(), Held.of(level));
            }
        }
        return held;
    }

    /// @param profile says where plain `available` units lie
    ListingFacts facts(Profile profile) {
        var facts = withoutStock();
        return facts.withStock(stock(OneListing.aChosenWarehouse(profile, facts), profile));
    }

    private ListingFacts withoutStock() {
        var variant = new VariantFacts(
                        text(sku),
                        text(title),
                        text(vendor),
                        text(productType),
                        Objects.requireNonNullElse(tags, List.of()),
                        text(barcode),
                        Objects.requireNonNullElse(collections, List.of()),
                        tracked == null || tracked,
                        keepsSelling != null && keepsSelling,
                        List.of())
                .with(text(productStatus), Objects.requireNonNullElse(metafields, Map.of()));
        return new ListingFacts(
                variant,
                text(marketplace),
                packSize == null ? 1 : packSize,
                lastDecided == null ? OptionalInt.empty() : OptionalInt.of(lastDecided),
                Optional.ofNullable(date),
                Optional.ofNullable(time),
                Overrides.of(Objects.requireNonNullElse(overrides, List.<OverrideForm>of()).stream()
                        .map(OverrideForm::override)
                        .toList()));
    }

    private List<WarehouseStock> stock(String aWarehouse, Profile profile) {
        if (available != null) {
            return Holdings.said(List.of(new WarehouseStock(aWarehouse, OptionalLong.of(available), true)), profile);
        }
        return held == null ? Holdings.said(levels(Map.of()), profile) : levels(held);
    }

    private List<WarehouseStock> levels(Map<String, Held> known) {
        return Objects.requireNonNullElse(levels, Map.<String, @Nullable Long>of()).entrySet().stream()
                .map(level -> {
                    var units = units(level.getValue());
                    var beside = known.get(level.getKey());
                    return beside == null
                            ? new WarehouseStock(level.getKey(), units, true)
                            : beside.of(level.getKey(), units);
                })
                .toList();
    }

    private static OptionalLong units(@Nullable Long units) {
        return units == null ? OptionalLong.empty() : OptionalLong.of(units);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
