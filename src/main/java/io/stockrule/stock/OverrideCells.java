package io.stockrule.stock;

import io.stockrule.stock.ListingOverride.Kind;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// What the cells of a row say of overrides: those of a stock file or of a scenario, where nobody signs.
public final class OverrideCells {
    private static final String AUTHOR = "the file";
    private static final String ALSO_WHEN_STOPPED = " also when stopped";

    private OverrideCells() {}

    /// What a cell says: `7` or `7 also when stopped`.
    ///
    /// @param number as it is written
    public record Written(String number, boolean alsoWhenStopped) {
        public static Written of(String cell) {
            var text = cell.strip();
            boolean alsoWhenStopped = text.toLowerCase(Locale.ROOT).endsWith(ALSO_WHEN_STOPPED);
            var number = alsoWhenStopped ? text.substring(0, text.length() - ALSO_WHEN_STOPPED.length()) : text;
            return new Written(number.strip(), alsoWhenStopped);
        }
    }

    /// Where the cells come from.
    @FunctionalInterface
    public interface Cells {
        /// The text of a cell; empty where there is none.
        String text(Kind kind);
    }

    /// Reads the number of a cell.
    @FunctionalInterface
    public interface Numbers {
        /// @param fewest and most are those that are valid
        int read(Kind kind, String text, int fewest, int most);
    }

    /// How the column of a kind is called.
    public static String column(Kind kind) {
        return switch (kind) {
            case RESERVE -> "reserve more";
            case CAP -> "cap";
            case PIN -> "pin";
        };
    }

    public static Overrides read(Cells cells, Numbers numbers) {
        var all = new ArrayList<ListingOverride>(0);
        for (var kind : Kind.values()) {
            var text = cells.text(kind).strip();
            if (!text.isEmpty()) {
                var written = kind == Kind.PIN ? Written.of(text) : new Written(text, false);
                int units = numbers.read(kind, written.number(), kind.fewestUnits(), ListingOverride.MOST_UNITS);
                all.add(new ListingOverride(
                        kind,
                        units,
                        written.alsoWhenStopped(),
                        "the column " + column(kind),
                        AUTHOR,
                        Optional.empty()));
            }
        }
        return Overrides.of(all);
    }
}
