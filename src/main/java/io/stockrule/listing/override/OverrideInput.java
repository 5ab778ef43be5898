package io.stockrule.listing.override;

import io.stockrule.access.PlainText;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import java.time.Instant;
import java.time.ZoneId;

/// What somebody wants to be set, before it is known whether it can be.
///
/// @param end as it is written; empty for none
record OverrideInput(Kind kind, int units, boolean alsoWhenStopped, String reason, String end) {
    static final int LONGEST_REASON = 200;

    /// What it comes to.
    sealed interface Result {}

    record Valid(ListingOverride override) implements Result {}

    /// @param field that it is about
    record Invalid(String field, String message) implements Result {}

    /// @param author who wants it
    /// @param zone the merchant's
    Result read(String author, ZoneId zone, Instant now) {
        if (units < kind.fewestUnits() || units > ListingOverride.MOST_UNITS) {
            return new Invalid(
                    "units", "a %s has %d to 1,000,000 units".formatted(OverrideView.name(kind), kind.fewestUnits()));
        }
        if (alsoWhenStopped && kind != Kind.PIN) {
            return new Invalid(
                    "alsoWhenStopped",
                    "only a pin can act when the profile stops, not a %s".formatted(OverrideView.name(kind)));
        }
        if (reason.isEmpty() || reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            return new Invalid("reason", "give a reason of 1 to %d characters".formatted(LONGEST_REASON));
        }
        if (!PlainText.is(reason)) {
            return new Invalid("reason", PlainText.MESSAGE);
        }
        return switch (OverrideEnd.read(end, zone, now)) {
            case OverrideEnd.Valid(var moment) ->
                new Valid(new ListingOverride(kind, units, alsoWhenStopped, reason, author, moment));
            case OverrideEnd.Invalid(var message) -> new Invalid("end", message);
        };
    }
}
