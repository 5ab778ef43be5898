package io.stockrule.stock;

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
public record ListingFacts(
        VariantFacts variant,
        String marketplace,
        int packSize,
        OptionalInt lastDecided,
        Optional<LocalDate> date,
        Optional<LocalTime> time) {
    public ListingFacts {
        if (packSize < 1) {
            throw new IllegalArgumentException("a pack holds at least 1 unit, was " + packSize);
        }
    }

    public ListingFacts with(VariantFacts other) {
        return new ListingFacts(other, marketplace, packSize, lastDecided, date, time);
    }

    public ListingFacts withStock(List<WarehouseStock> stock) {
        return with(variant.withStock(stock));
    }
}
