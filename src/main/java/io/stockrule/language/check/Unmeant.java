package io.stockrule.language.check;

import io.stockrule.language.Action;
import io.stockrule.language.Code;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.KnownNames;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.reading.Statement.PlacedTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Warns of what reads well and can hardly be meant: all stock kept back, stock counted that is then
/// ignored, a date that is over.
final class Unmeant {
    private final List<Statement> statements;
    private final Findings findings;

    private Unmeant(List<Statement> statements, Findings findings) {
        this.statements = statements;
        this.findings = findings;
    }

    static void check(List<Statement> statements, KnownNames known, Findings findings) {
        var unmeant = new Unmeant(statements, findings);
        unmeant.checkQuantities();
        known.today().ifPresent(unmeant::checkDates);
    }

    private void checkQuantities() {
        var ignoring = statements.stream()
                .filter(each ->
                        each instanceof Statement.Lists lists && !lists.mode().followsStock())
                .findFirst();
        if (ignoring.isEmpty()) {
            statements.stream()
                    .filter(each -> leavesNothing(each) && !isOtherwiseForSome(each))
                    .forEach(each -> findings.add(nothing(each)));
        } else if (statements.stream().noneMatch(each -> readsStock(each) || isQuantityOfSome(each))) {
            statements.stream()
                    .filter(Unmeant::countsStock)
                    .forEach(each -> findings.add(ignored(each, (Statement.Lists) ignoring.get())));
        }
    }

    private static boolean leavesNothing(Statement statement) {
        return switch (statement) {
            case Statement.Offers offers -> offers.percent() == 0;
            case Statement.Keeps keeps ->
                keeps.warehouse().isEmpty()
                        && keeps.kept() instanceof Reserve.Kept.Percent percent
                        && percent.percent() == 100;
            default -> false;
        };
    }

    /// Which may follow stock, or leave all of it to these listings.
    private static boolean isQuantityOfSome(Statement statement) {
        return statement instanceof Statement.Narrows narrows && narrows.statement() instanceof Statement.Lists;
    }

    /// Whether another statement of its kind is for some listings: then all of the rest is kept back on purpose.
    private boolean isOtherwiseForSome(Statement statement) {
        var kind = ProfileBuilder.provision(statement).kind();
        return statements.stream()
                .anyMatch(each -> each instanceof Statement.Narrows narrows
                        && ProfileBuilder.provision(narrows.statement()).kind().equals(kind));
    }

    private static Diagnostic nothing(Statement statement) {
        return Diagnostic.warning(
                Code.NOTHING_LISTED,
                statement.place().span(),
                "all stock is kept back, so nothing is listed unless an exception says so",
                "keep less or offer more; to stop some listings only, write an exception with then stop");
    }

    private static boolean countsStock(Statement statement) {
        return statement instanceof Statement.Keeps
                || statement instanceof Statement.Counts
                || statement instanceof Statement.Offers
                || statement instanceof Statement.ListsNothingBelow
                || statement instanceof Statement.ListsInSteps;
    }

    /// Rule files may look at anything.
    private static boolean readsStock(Statement statement) {
        return switch (statement) {
            case Statement.Includes _ -> true;
            case Statement.Excepts excepts ->
                excepts.branches().anyMatch(it -> it.action() instanceof Action.ListProductValue)
                        || excepts.tests().stream()
                                .anyMatch(each -> each.test() instanceof Condition.AmountTest test
                                        && test.amount() instanceof Condition.Amount.Sellable);
            default -> false;
        };
    }

    private static Diagnostic ignored(Statement statement, Statement.Lists ignoring) {
        var instead = ignoring.mode() instanceof QuantityMode.CustomQuantity custom
                ? "; to list up to %d of the stock, write quantity not more than %d"
                        .formatted(custom.quantity(), custom.quantity())
                : "";
        return Diagnostic.warning(
                Code.STOCK_IGNORED,
                statement.place().span(),
                "this changes nothing, as line %d lists a number whatever the stock: %s"
                        .formatted(
                                ignoring.place().span().line(),
                                Diagnostic.shortened(ignoring.place().text())),
                "leave it out" + instead);
    }

    private void checkDates(LocalDate today) {
        for (var statement : statements) {
            switch (statement) {
                case Statement.Excepts excepts -> checkDates(excepts.tests(), "exception", today);
                case Statement.Narrows narrows -> checkDates(narrows.tests(), "statement", today);
                default -> {}
            }
        }
    }

    private void checkDates(List<PlacedTest> tests, String what, LocalDate today) {
        for (var each : tests) {
            passed(each.test(), today)
                    .map(last -> Diagnostic.warning(
                            Code.DATE_PASSED,
                            each.span(),
                            "this never holds again: %s is over".formatted(last),
                            "write the next date, or leave the %s out".formatted(what)))
                    .ifPresent(findings::add);
        }
    }

    /// The last day on which the test held, if that is over.
    private static Optional<LocalDate> passed(Condition test, LocalDate today) {
        if (!(test instanceof Condition.OnDate(var date))) {
            return Optional.empty();
        }
        var last = switch (date) {
            case DateTest.Is is -> Optional.of(is.date());
            case DateTest.Before before -> Optional.of(before.date().minusDays(1));
            case DateTest.Between between -> Optional.of(between.last());
            case DateTest.After _, DateTest.Yearly _ -> Optional.<LocalDate>empty();
        };
        return last.filter(day -> day.isBefore(today));
    }
}
