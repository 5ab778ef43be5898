package io.stockrule.language;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds what a merchant may have meant.
public final class Suggestion {
    private static final int MOST_SLIPS = 3;

    private Suggestion() {}

    /// The candidate with the fewest slips of the pen; empty when none is close.
    public static Optional<String> closest(String written, Collection<String> candidates) {
        int allowed = Math.min(MOST_SLIPS, (written.codePointCount(0, written.length()) + 1) / 3);
        Map<String, Integer> slips =
                candidates.stream().distinct().collect(Collectors.toMap(each -> each, each -> slips(written, each)));
        return slips.keySet().stream()
                .filter(each -> slips.getOrDefault(each, Integer.MAX_VALUE) <= allowed)
                .min(comparingInt((String each) -> slips.getOrDefault(each, Integer.MAX_VALUE))
                        .thenComparing(naturalOrder()));
    }

    /// Puts a name in the place of another that nobody knows. It is likely at most: names that differ in a letter may
    /// both
    /// be meant.
    ///
    /// @param quoted as it is written in a text
    public static Repair instead(Span written, String quoted) {
        return Repair.likely(Edit.of(written, quoted));
    }

    /// Letters added, left out, changed or swapped with their neighbour, whatever their case; a count above
    /// [#MOST_SLIPS] is not exact.
    private static int slips(String written, String candidate) {
        int[] from = written.toLowerCase(Locale.ROOT).codePoints().toArray();
        int[] to = candidate.toLowerCase(Locale.ROOT).codePoints().toArray();
        if (Math.abs(from.length - to.length) > MOST_SLIPS) {
            return Integer.MAX_VALUE;
        }
        int[] twoBefore = new int[to.length + 1];
        int[] before = firstRow(to.length);
        for (int i = 1; i <= from.length; i++) {
            int[] row = nextRow(from, to, i, before, twoBefore);
            if (Arrays.stream(row).min().orElse(0) > MOST_SLIPS) {
                return Integer.MAX_VALUE;
            }
            twoBefore = before;
            before = row;
        }
        return before[to.length];
    }

    private static int[] firstRow(int length) {
        int[] row = new int[length + 1];
        Arrays.setAll(row, i -> i);
        return row;
    }

    private static int[] nextRow(int[] from, int[] to, int i, int[] before, int[] twoBefore) {
        int[] row = new int[to.length + 1];
        row[0] = i;
        for (int j = 1; j <= to.length; j++) {
            int changed = before[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
            }
        }
        return row;
    }
}
