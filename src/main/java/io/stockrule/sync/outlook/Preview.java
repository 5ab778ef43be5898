package io.stockrule.sync.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalInt;

/// What would become of the numbers, as far as it is known. Each is followed by one that knows more, but
/// the complete one.
///
/// @param listings how many there are to be decided: those that are linked
/// @param seen how many of them are
/// @param lists that it concerns
/// @param largest changes among those that are seen, the largest first
/// @param complete all are seen
/// @param asksAgain so many go to 0 that it is no slip only if somebody says so
record Preview(
        long listings,
        long seen,
        Counts counts,
        List<Use> lists,
        List<Change> largest,
        boolean complete,
        boolean asksAgain) {
    /// @param toZero from more than 0
    /// @param falls to less, but not to 0
    /// @param held no number comes of it: Amazon keeps what it shows
    /// @param handlingTimes the number stays, and is told with another handling time
    /// @param stays nothing is told Amazon
    /// @param begins a number comes of it, and none was decided last
    record Counts(long toZero, long falls, long rises, long handlingTimes, long stays, long held, long begins) {}

    /// @param listings that are linked
    record Use(long id, String name, long listings) {}

    /// @param sku of the shop
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Change(long listing, String sku, String title, String sellerSku, OptionalInt before, OptionalInt after) {}
}
