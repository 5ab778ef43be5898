package io.stockrule.stock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Everything a profile may know when it decides one listing. The same facts give the same decision for ever.
///
/// @param marketplace country code, such as `DE`; empty when not given
/// @param packSize units in one pack that this listing sells, 1 or more
/// @param lastDecided the number last decided for this target, empty before the first
/// @param date the day in the merchant's zone (until set: the shop's); empty only in an `expect` that names none
/// @param time the time of day in the same zone; empty only in an `expect` that names none
/// @param overrides that are in force at that time
public record ListingFacts(
        VariantFacts variant,
        String marketplace,
        int packSize,
        OptionalInt lastDecided,
        Optional<LocalDate> date,
        Optional<LocalTime> time,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Overrides overrides) {
    public ListingFacts {
        if (packSize < 1) {
            throw new IllegalArgumentException("a pack holds at least 1 unit, was " + packSize);
        }
    }

    /// Of a listing that has no override.
    public ListingFacts(
            VariantFacts variant,
            String marketplace,
            int packSize,
            OptionalInt lastDecided,
            Optional<LocalDate> date,
            Optional<LocalTime> time) {
        this(variant, marketplace, packSize, lastDecided, date, time, Overrides.NONE);
    }

    public ListingFacts with(VariantFacts other) {
        return new ListingFacts(other, marketplace, packSize, lastDecided, date, time, overrides);
    }

    public ListingFacts with(Overrides others) {
        return new ListingFacts(variant, marketplace, packSize, lastDecided, date, time, others);
    }

    public ListingFacts withLastDecided(OptionalInt number) {
        return new ListingFacts(variant, marketplace, packSize, number, date, time, overrides);
    }

    public ListingFacts withStock(List<WarehouseStock> stock) {
        return with(variant.withStock(stock));
    }
}
