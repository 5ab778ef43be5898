package io.stockrule.rules.run;

import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import java.util.List;
import java.util.function.Predicate;

/// The condition of an exception, as a test of a row. Its numbers of units are those of the row.
@FunctionalInterface
interface RowTest {
    boolean holds(BatchRows rows, int row);

    /// @param condition as [ExceptionKey] has it
    static RowTest of(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> anyOf(any.conditions());
            case Condition.AllOf all -> allOf(all.conditions());
            case Condition.Not not -> {
                var negated = of(not.condition());
                yield (rows, row) -> !negated.holds(rows, row);
            }
            case Condition.AmountTest test -> of(test.amount(), test.comparison());
            case Condition.OnText _,
                    Condition.OnDate _,
                    Condition.AtTime _,
                    Condition.OnDay _,
                    Condition.KeepsSelling _ -> {
                var test = FactTest.of(condition);
                yield (rows, row) -> test.test(rows.facts(row));
            }
        };
    }

    private static RowTest anyOf(List<Condition> conditions) {
        var tests = conditions.stream().map(RowTest::of).toArray(RowTest[]::new);
        return (rows, row) -> {
            for (var test : tests) {
                if (test.holds(rows, row)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static RowTest allOf(List<Condition> conditions) {
        var tests = conditions.stream().map(RowTest::of).toArray(RowTest[]::new);
        return (rows, row) -> {
            for (var test : tests) {
                if (!test.holds(rows, row)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static RowTest of(Condition.Amount amount, Comparison comparison) {
        var compared = Compared.of(comparison);
        return switch (amount) {
            case Condition.Amount.Available _ -> (rows, row) -> compared.holds(rows, row, rows.available(row));
            case Condition.Amount.Sellable _ -> (rows, row) -> compared.holds(rows, row, rows.sellable(row));
            case Condition.Amount.Held(var part) ->
                (rows, row) -> {
                    var held = rows.held(row, part);
                    return held.isPresent() && compared.holds(rows, row, held.getAsLong());
                };
            case Condition.Amount.HeldAt(var part, var at) -> {
                Predicate<String> warehouse = at::equals;
                yield (rows, row) -> {
                    var held = rows.heldAt(row, part, warehouse);
                    return held.isPresent() && compared.holds(rows, row, held.getAsLong());
                };
            }
            case Condition.Amount.Listed _ -> (rows, row) -> compared.holds(rows, row, rows.listed(row));
            case Condition.Amount.AvailableAt at -> {
                Predicate<String> warehouse = at.warehouse()::equals;
                yield (rows, row) -> {
                    var level = rows.availableAt(row, warehouse);
                    return level.isPresent() && compared.holds(rows, row, level.getAsLong());
                };
            }
        };
    }

    /// A comparison of an amount of a row with numbers of the row.
    @FunctionalInterface
    interface Compared {
        boolean holds(BatchRows rows, int row, long amount);

        private static Compared of(Comparison comparison) {
            return switch (comparison) {
                case Comparison.Is is -> {
                    int place = (int) is.number();
                    yield (rows, row, amount) -> amount == rows.number(row, place);
                }
                case Comparison.IsNot not -> {
                    int place = (int) not.number();
                    yield (rows, row, amount) -> amount != rows.number(row, place);
                }
                case Comparison.Below below -> {
                    int place = (int) below.number();
                    yield (rows, row, amount) -> amount < rows.number(row, place);
                }
                case Comparison.Above above -> {
                    int place = (int) above.number();
                    yield (rows, row, amount) -> amount > rows.number(row, place);
                }
                case Comparison.AtLeast least -> {
                    int place = (int) least.number();
                    yield (rows, row, amount) -> amount >= rows.number(row, place);
                }
                case Comparison.AtMost most -> {
                    int place = (int) most.number();
                    yield (rows, row, amount) -> amount <= rows.number(row, place);
                }
                case Comparison.Between between -> {
                    int lowest = (int) between.lowest();
                    int highest = (int) between.highest();
                    yield (rows, row, amount) ->
                            amount >= rows.number(row, lowest) && amount <= rows.number(row, highest);
                }
            };
        }
    }
}
