package io.stockrule.language.check;

import static java.util.stream.Collectors.groupingBy;

import io.stockrule.language.Code;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.Span;
import io.stockrule.language.TellingDates;
import io.stockrule.language.reading.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds tests, joined by `and`, of one amount or of the date that cannot all hold, and tests that no amount of their
/// kind satisfies.
///
/// A truth changes only at the numbers that the tests name, so trying these and their neighbours is enough.
final class Contradictions {
    private static final int MOST_COMPARED = 20;

    /// A test as it is joined to others.
    ///
    /// @param negated it stands behind a `not`
    private record Literal<T>(T test, boolean negated) {}

    private final Findings findings;
    private final Span statement;
    private final List<Statement.PlacedTest> placed;

    /// @param statement where the condition stands
    private Contradictions(Span statement, List<Statement.PlacedTest> placed, Findings findings) {
        this.statement = statement;
        this.placed = placed;
        this.findings = findings;
    }

    static void check(List<Statement> statements, Findings findings) {
        for (var statement : statements) {
            var span = statement.place().span();
            switch (statement) {
                case Statement.Excepts excepts ->
                    new Contradictions(span, excepts.tests(), findings).check(excepts.condition());
                case Statement.Narrows narrows ->
                    new Contradictions(span, narrows.tests(), findings).check(narrows.where());
                default -> {}
            }
        }
    }

    private void check(Condition condition) {
        var joined = joined(condition).toList();
        amounts(joined).forEach(this::checkAmount);
        checkDates(joined);
        joined.forEach(this::checkParts);
    }

    /// Tests further inside are joined anew.
    private void checkParts(Condition condition) {
        switch (condition) {
            case Condition.AnyOf any -> any.conditions().forEach(this::check);
            case Condition.Not not -> checkParts(not.condition());
            case Condition.AllOf all -> check(all);
            default -> {}
        }
    }

    private static Stream<Condition> joined(Condition condition) {
        return condition instanceof Condition.AllOf all
                ? all.conditions().stream().flatMap(Contradictions::joined)
                : Stream.of(condition);
    }

    private static Stream<List<Literal<Condition.AmountTest>>> amounts(List<Condition> joined) {
        return joined.stream()
                .flatMap(each -> literal(each, Condition.AmountTest.class))
                .collect(groupingBy(each -> each.test().amount()))
                .values()
                .stream();
    }

    private static <T extends Condition> Stream<Literal<T>> literal(Condition condition, Class<T> kind) {
        if (condition instanceof Condition.Not(var inner)) {
            return literal(inner, kind).map(each -> new Literal<>(each.test(), !each.negated()));
        }
        return kind.isInstance(condition) ? Stream.of(new Literal<>(kind.cast(condition), false)) : Stream.empty();
    }

    private void checkAmount(List<Literal<Condition.AmountTest>> tests) {
        var amount = tests.getFirst().test().amount();
        boolean mayBeUnknown = mayBeUnknown(amount);
        if (mayBeUnknown && allNegated(tests)) {
            return;
        }
        if (!canHold(tests, Long.MIN_VALUE)) {
            contradiction(
                    shown(amount),
                    fewest(tests, some -> !canHold(some, Long.MIN_VALUE) && !(mayBeUnknown && allNegated(some))));
        } else if ((amount instanceof Amount.Sellable || amount instanceof Amount.Listed) && !canHold(tests, 0)) {
            findings.add(Diagnostic.warning(
                    Code.NEVER_TRUE,
                    statement,
                    "this exception never acts: what is sellable or listed is never below 0",
                    "only available can be negative, such as when available is below 0 then list 0"));
        }
    }

    /// What is available is known wherever exceptions are tried.
    private static boolean mayBeUnknown(Amount amount) {
        return switch (amount) {
            case Amount.AvailableAt _, Amount.Held _, Amount.HeldAt _ -> true;
            case Amount.Available _, Amount.Sellable _, Amount.Listed _ -> false;
        };
    }

    private static boolean canHold(List<Literal<Condition.AmountTest>> tests, long lowest) {
        return tests.stream()
                .flatMapToLong(each -> each.test().comparison().breakPoints())
                .flatMap(number -> LongStream.of(number - 1, number, number + 1, 0))
                .filter(number -> number >= lowest)
                .anyMatch(number ->
                        tests.stream().allMatch(each -> each.test().comparison().holdsFor(number) != each.negated()));
    }

    private void checkDates(List<Condition> joined) {
        var tests = joined.stream()
                .flatMap(each -> literal(each, Condition.OnDate.class))
                .toList();
        if (!allNegated(tests) && !canHoldOnADay(tests)) {
            contradiction("date", fewest(tests, some -> !allNegated(some) && !canHoldOnADay(some)));
        }
    }

    private static boolean canHoldOnADay(List<Literal<Condition.OnDate>> tests) {
        return TellingDates.of(tests.stream().map(each -> each.test().test()).toList(), false)
                .anyMatch(date ->
                        tests.stream().allMatch(each -> each.test().test().holdsOn(date) != each.negated()));
    }

    /// Also true of none.
    private static <T> boolean allNegated(List<Literal<T>> tests) {
        return tests.stream().allMatch(Literal::negated);
    }

    /// The first two that cannot both hold; all of them where it takes more, and none where they are too many to show.
    private static <T> List<Literal<T>> fewest(List<Literal<T>> all, Predicate<List<Literal<T>>> contradict) {
        var tests = all.subList(0, Math.min(MOST_COMPARED, all.size()));
        for (int j = 0; j < tests.size(); j++) {
            for (int i = 0; i <= j; i++) {
                var pair = i == j ? List.of(tests.get(i)) : List.of(tests.get(i), tests.get(j));
                if (contradict.test(pair)) {
                    return pair;
                }
            }
        }
        return tests.size() == all.size() ? tests : List.of();
    }

    private void contradiction(String subject, List<? extends Literal<? extends Condition>> tests) {
        var places = tests.isEmpty()
                ? List.of(statement)
                : tests.stream().map(this::place).sorted().toList();
        findings.add(Diagnostic.error(
                        Code.CONTRADICTING_TESTS,
                        statement,
                        "these tests of \"%s\" cannot all hold".formatted(subject),
                        "join them with or, or leave one out")
                .at(places.getFirst(), places.subList(1, places.size())));
    }

    private Span place(Literal<? extends Condition> literal) {
        return placed.stream()
                .filter(each -> each.test() == literal.test())
                .map(Statement.PlacedTest::span)
                .findFirst()
                .orElse(statement);
    }

    private static String shown(Amount amount) {
        return switch (amount) {
            case Amount.Available _ -> "available";
            case Amount.AvailableAt at -> "available at " + Diagnostic.shortened(at.warehouse());
            case Amount.Held(var part) -> part.written();
            case Amount.HeldAt(var part, var at) -> part.written() + " at " + Diagnostic.shortened(at);
            case Amount.Sellable _ -> "sellable";
            case Amount.Listed _ -> "listed";
        };
    }
}
