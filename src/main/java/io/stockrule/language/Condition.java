package io.stockrule.language;

import io.stockrule.stock.HeldPart;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// When an exception acts. A test of something unknown or not given is false, and `not` of it is therefore true.
public sealed interface Condition {
    /// The same condition without parentheses that say nothing: `(a or b) or c` is `a or b or c`.
    default Condition simplified() {
        return switch (this) {
            case AnyOf any -> {
                var parts = parts(any.conditions(), AnyOf.class, AnyOf::conditions);
                yield parts.size() == 1 ? parts.getFirst() : new AnyOf(parts);
            }
            case AllOf all -> {
                var parts = parts(all.conditions(), AllOf.class, AllOf::conditions);
                yield parts.size() == 1 ? parts.getFirst() : new AllOf(parts);
            }
            case Not not -> new Not(not.condition().simplified());
            case AmountTest _, OnText _, OnDate _, AtTime _, OnDay _, KeepsSelling _ -> this;
        };
    }

    private static <C extends Condition> List<Condition> parts(
            List<Condition> conditions, Class<C> kind, Function<C, List<Condition>> inside) {
        return conditions.stream()
                .map(Condition::simplified)
                .flatMap(each -> kind.isInstance(each) ? inside.apply(kind.cast(each)).stream() : Stream.of(each))
                .toList();
    }

    /// `… or …`
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }

    /// `… and …`
    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    /// `not …`, and what `vendor is not "A"` means.
    record Not(Condition condition) implements Condition {}

    /// A test of an amount as it is when the exceptions begin.
    record AmountTest(Amount amount, Comparison comparison) implements Condition {}

    record OnText(TextTest test) implements Condition {}

    /// A test of the date in the merchant's zone.
    record OnDate(DateTest test) implements Condition {}

    record AtTime(TimeTest test) implements Condition {}

    /// A test of the day of the week in the merchant's zone; `day is not sunday` means the six others.
    record OnDay(Set<DayOfWeek> days) implements Condition {
        public OnDay {
            days = Set.copyOf(days);
        }
    }

    /// `shopify keeps selling` when it is out of stock.
    record KeepsSelling() implements Condition {}

    /// The amounts that an exception can look at.
    sealed interface Amount {
        /// The sum over the chosen warehouses.
        record Available() implements Amount {}

        /// The level of one warehouse, chosen or not; unknown when it has no known active level.
        record AvailableAt(String warehouse) implements Amount {}

        /// The sum of what chosen warehouses hold, whatever counts.
        record Held(HeldPart part) implements Amount {}

        /// What one warehouse holds, chosen or not; unknown when it has no known active level.
        record HeldAt(HeldPart part, String warehouse) implements Amount {}

        /// What is left after reserve, share and pack size.
        record Sellable() implements Amount {}

        /// The number that the quantity mode came to, after the minimum.
        record Listed() implements Amount {}
    }
}
