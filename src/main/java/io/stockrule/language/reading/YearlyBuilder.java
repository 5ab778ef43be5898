package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.DateTest;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
import io.stockrule.language.reading.StockruleParser.DateTestContext;
import java.time.MonthDay;
import org.antlr.v4.runtime.Token;

/// Builds a test of a date without a year.
final class YearlyBuilder {
    private static final MonthDay FIRST = MonthDay.of(1, 1);
    private static final MonthDay LAST = MonthDay.of(12, 31);

    private final Findings findings;

    YearlyBuilder(Findings findings) {
        this.findings = findings;
    }

    DateTest build(DateTestContext context) {
        var day = Literals.monthDay(context.calendarDay(0).getStart());
        if (context.BEFORE() != null) {
            return before(context, day);
        }
        if (context.AFTER() != null) {
            return after(context, day);
        }
        return context.BETWEEN() == null ? new DateTest.IsYearly(day) : between(context, day);
    }

    private DateTest before(DateTestContext context, MonthDay day) {
        if (day.equals(FIRST)) {
            findings.add(impossible(context, "no day of a year is before 01-01"));
        }
        return new DateTest.BeforeYearly(day);
    }

    private DateTest after(DateTestContext context, MonthDay day) {
        if (day.equals(LAST)) {
            findings.add(impossible(context, "no day of a year is after 12-31"));
        }
        return new DateTest.AfterYearly(day);
    }

    private DateTest between(DateTestContext context, MonthDay first) {
        if (context.calendarDay(1).MONTH_DAY() == null) {
            findings.add(mixed(context));
            return new DateTest.IsYearly(first);
        }
        return new DateTest.BetweenYearly(
                first, Literals.monthDay(context.calendarDay(1).getStart()));
    }

    private static Diagnostic impossible(DateTestContext context, String message) {
        return Diagnostic.error(
                Code.IMPOSSIBLE_TEST,
                span(context),
                message,
                "months and days are compared within one year; write between 12-20 and 01-06 for a range that spans"
                        + " the new year");
    }

    /// Which year the end without one belongs to nobody can know.
    static Diagnostic mixed(DateTestContext context) {
        var first = context.calendarDay(0).getStart();
        var last = context.calendarDay(1).getStart();
        var every = "%s and %s".formatted(withoutYear(first), withoutYear(last));
        return Diagnostic.error(
                        Code.NOT_A_DATE,
                        span(context),
                        "one end of this range has a year and the other has none",
                        "write between %s for every year, or write the year of both".formatted(every))
                .repairedBy(Repair.likely(
                        Edit.of(spanOf(first), withoutYear(first)), Edit.of(spanOf(last), withoutYear(last))));
    }

    private static String withoutYear(Token date) {
        return date.getText().substring(date.getText().length() - "12-24".length());
    }

    private static Span span(DateTestContext context) {
        var from = context.IS().getSymbol();
        var to = context.getStop();
        return from.getLine() == to.getLine() ? spanOf(from, to) : spanOf(from);
    }
}
