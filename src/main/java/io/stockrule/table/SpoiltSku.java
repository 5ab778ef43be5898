package io.stockrule.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// SKUs that a spreadsheet took for numbers: of `123456789012` it makes `1.23E+11`, of `00123` it makes `123`, and to
/// keep it from doing so people write `'00123`.
public final class SpoiltSku {
    private static final Pattern SHORTENED = Pattern.compile("[0-9](?:[.,][0-9]+)?[eE]\\+[0-9]{1,2}");
    private static final Pattern APOSTROPHE = Pattern.compile("'[0-9].*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private SpoiltSku() {}

    /// What seems to have happened to a SKU, and what to do; empty if nothing shows.
    public static Optional<String> warning(String sku) {
        if (SHORTENED.matcher(sku).matches()) {
            return Optional.of("the sku %s looks like a number that a spreadsheet has shortened; its digits are lost in"
                            .formatted(Mistake.quoted(sku))
                    + " this file: export it anew, and open it with the column as text");
        }
        return APOSTROPHE.matcher(sku).matches()
                ? Optional.of("the sku %s has an apostrophe as spreadsheets use it; likely it should be %s"
                        .formatted(Mistake.quoted(sku), Mistake.quoted(sku.substring(1))))
                : Optional.empty();
    }

    /// Whether a spreadsheet may have made this SKU of another one: also of one that is all digits.
    public static boolean mayBe(String sku) {
        return warning(sku).isPresent() || DIGITS.matcher(sku).matches();
    }

    /// @param candidates SKUs that there are
    public static List<String> warnings(String sku, Collection<String> candidates) {
        var originals = candidates.stream()
                .filter(each -> mayHaveBeen(sku, each))
                .distinct()
                .toList();
        if (originals.isEmpty()) {
            return warning(sku).stream().toList();
        }
        return originals.stream()
                .map(original ->
                        "a spreadsheet may have made %s of %s".formatted(Mistake.quoted(sku), Mistake.quoted(original)))
                .toList();
    }

    /// Whether a spreadsheet makes the one of the other.
    static boolean mayHaveBeen(String spoilt, String original) {
        if (spoilt.equals(original)) {
            return false;
        }
        if (spoilt.equals("'" + original)) {
            return true;
        }
        return DIGITS.matcher(original).matches()
                && (isWithoutZeros(spoilt, original)
                        || SHORTENED.matcher(spoilt).matches() && isShortened(spoilt, original));
    }

    private static boolean isWithoutZeros(String spoilt, String original) {
        return DIGITS.matcher(spoilt).matches()
                && original.length() > spoilt.length()
                && original.endsWith(spoilt)
                && original.substring(0, original.length() - spoilt.length())
                        .chars()
                        .allMatch(it -> it == '0');
    }

    private static boolean isShortened(String spoilt, String original) {
        var shown = new BigDecimal(spoilt.replace(',', '.'));
        var rounded = new BigDecimal(original).round(new MathContext(shown.precision(), RoundingMode.HALF_UP));
        return rounded.compareTo(shown) == 0;
    }

    /// The lowest and the highest number that is shortened to this; empty if it is not shortened.
    public static Optional<Range> range(String spoilt) {
        if (!SHORTENED.matcher(spoilt).matches()) {
            return Optional.empty();
        }
        var shown = new BigDecimal(spoilt.replace(',', '.'));
        var half = shown.ulp().movePointLeft(1).multiply(BigDecimal.valueOf(5));
        return Optional.of(new Range(
                shown.subtract(half).setScale(0, RoundingMode.CEILING).toPlainString(),
                shown.add(half).setScale(0, RoundingMode.FLOOR).toPlainString()));
    }

    /// Whole numbers, as they are written.
    public record Range(String lowest, String highest) {}
}
