package io.stockrule.bench;

import java.util.Locale;
import java.util.Optional;

/// One measured number.
///
/// @param bar what it is held to; empty for a number that only informs
/// @param unit of value and bar, such as `/s` or `ms`
record Row(String what, Optional<Bar> bar, double value, String unit) {
    /// @param atLeast whether the value must not be below the limit; else it must be below
    record Bar(boolean atLeast, double limit) {
        boolean isMetBy(double value) {
            return atLeast ? value >= limit : value < limit;
        }
    }

    static Row atLeast(double limit, String what, double value, String unit) {
        return new Row(what, Optional.of(new Bar(true, limit)), value, unit);
    }

    static Row below(double limit, String what, double value, String unit) {
        return new Row(what, Optional.of(new Bar(false, limit)), value, unit);
    }

    static Row info(String what, double value, String unit) {
        return new Row(what, Optional.empty(), value, unit);
    }

    String barText() {
        return bar.map(it -> (it.atLeast() ? ">= " : "< ") + written(it.limit()))
                .orElse("");
    }

    String measuredText() {
        return written(value);
    }

    String verdict() {
        return bar.map(it -> it.isMetBy(value) ? "yes" : "NO").orElse("");
    }

    private String written(double number) {
        var digits = number == Math.rint(number) || Math.abs(number) >= 100 ? "%,.0f%s" : "%,.2f%s";
        return String.format(Locale.ROOT, digits, number, unit.startsWith("/") || unit.isEmpty() ? unit : " " + unit);
    }
}
