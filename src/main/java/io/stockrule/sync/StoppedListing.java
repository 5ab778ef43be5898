package io.stockrule.sync;

import io.stockrule.listing.stop.Stop;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is decided about a listing that a person has stopped, whatever its profile says.
final class StoppedListing {
    private static final String RULE = "Stopped by a person";
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private StoppedListing() {}

    static Decision by(Stop stop) {
        var sentence = "stopped by %s on %s, until it is resumed".formatted(stop.by(), AT.format(stop.at()))
                + (stop.leaves() ? "; it leaves its list as soon as Amazon shows the 0" : "");
        return new Decision(
                new Outcome.Stops(),
                OptionalInt.empty(),
                List.of(new TraceStep(RULE, OptionalLong.empty(), OptionalLong.of(0), sentence)));
    }
}
