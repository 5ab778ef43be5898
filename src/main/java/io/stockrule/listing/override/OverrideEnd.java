package io.stockrule.listing.override;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// What reading the end of an override came to. It is a moment, so a time of day belongs to it: of a
/// day alone it is not clear whether it counts.
sealed interface OverrideEnd {
    /// @param moment empty for one without an end
    record Valid(Optional<Instant> moment) implements OverrideEnd {}

    record Invalid(String message) implements OverrideEnd {}

    /// Databases know no end of time.
    int LAST_YEAR = 9999;

    Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    Pattern LOCAL = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?");

    /// @param text such as `2026-12-24T18:00`, in the merchant's zone, or `2026-12-24T18:00Z`; empty
    ///     for none
    /// @param zone in which a time without an offset is meant
    static OverrideEnd read(String text, ZoneId zone, Instant now) {
        if (text.isEmpty()) {
            return new Valid(Optional.empty());
        }
        if (DAY.matcher(text).matches()) {
            return new Invalid(
                    "\"%s\" has no time of day; write %sT00:00 if it ends as that day begins".formatted(text, text));
        }
        try {
            return LOCAL.matcher(text).matches()
                    ? local(LocalDateTime.parse(text.replace(' ', 'T')), text, zone, now)
                    : moment(OffsetDateTime.parse(text), text, now);
        } catch (DateTimeException _) {
            return new Invalid("\"%s\" is not a time; write it like 2026-12-24T18:00".formatted(shown(text)));
        }
    }

    private static OverrideEnd local(LocalDateTime local, String text, ZoneId zone, Instant now) {
        var offsets = zone.getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> new Invalid("%s does not exist in %s: clocks go forward then".formatted(text, zone));
            case 1 -> moment(local.atOffset(offsets.getFirst()), text, now);
            default ->
                new Invalid("%s comes twice in %s, as clocks go back then; write %s or %s"
                        .formatted(text, zone, local.atOffset(offsets.getFirst()), local.atOffset(offsets.getLast())));
        };
    }

    private static OverrideEnd moment(OffsetDateTime moment, String text, Instant now) {
        if (moment.getYear() > LAST_YEAR) {
            return new Invalid("%s is later than the year %d".formatted(shown(text), LAST_YEAR));
        }
        var kept = moment.toInstant().truncatedTo(ChronoUnit.MICROS); // as the database has it
        return kept.isAfter(now) ? new Valid(Optional.of(kept)) : new Invalid("%s is over already".formatted(text));
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
