package io.stockrule.language.drawing;

import io.stockrule.language.drawing.Curve.Segment;
import io.stockrule.stock.Outcome;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A curve as text: what happens on each stretch of amounts, one a line.
public final class CurvePlot {
    private CurvePlot() {}

    public static String of(Curve curve) {
        int width = Math.max(
                "available".length(),
                curve.segments().stream()
                        .mapToInt(each -> amounts(each).length())
                        .max()
                        .orElse(0));
        return row(width, "available", "listed")
                + curve.segments().stream()
                        .map(each -> row(width, amounts(each), outcomes(each)))
                        .collect(Collectors.joining())
                + (curve.exact()
                        ? ""
                        : "  included rules were tried with some of these amounts, and no tag, vendor or date\n");
    }

    private static String row(int width, String amounts, String outcomes) {
        return "  " + amounts + " ".repeat(width - amounts.length()) + "  " + outcomes + "\n";
    }

    private static String amounts(Segment segment) {
        if (segment.from().isEmpty() && segment.to().isEmpty()) {
            return "any";
        }
        if (segment.from().equals(segment.to())) {
            return number(segment.from());
        }
        return segment.from().isEmpty()
                ? "up to " + number(segment.to())
                : number(segment.from()) + (segment.to().isEmpty() ? " and more" : " to " + number(segment.to()));
    }

    private static String number(OptionalLong amount) {
        return String.valueOf(amount.orElseThrow());
    }

    private static String outcomes(Segment segment) {
        return segment.isConstant()
                ? outcome(segment.first())
                : outcome(segment.first()) + " to " + outcome(segment.last());
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> String.valueOf(lists.quantity());
            case Outcome.Stops _ -> "stop";
            case Outcome.Holds _ -> "hold";
        };
    }
}
