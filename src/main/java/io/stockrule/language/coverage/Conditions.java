package io.stockrule.language.coverage;

import io.stockrule.language.Condition;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import java.util.List;
import java.util.stream.Stream;

/// The single tests of a condition, and the condition with one of them replaced.
final class Conditions {
    static final Condition ALWAYS = new Condition.AllOf(List.of());
    static final Condition NEVER = new Condition.AnyOf(List.of());

    private Conditions() {}

    /// Of all its conditions.
    static Stream<Condition> testsOf(Profile profile) {
        return Stream.concat(
                        profile.limited().open().stream().map(LimitedStatement::where),
                        profile.exceptions().stream().map(ProfileException::condition))
                .flatMap(Conditions::tests);
    }

    /// Whether both units and packs of them are tested: some pairs of these only a pack of the right size has.
    static boolean comparePacks(Profile profile) {
        var amounts = testsOf(profile)
                .flatMap(test ->
                        test instanceof Condition.AmountTest(var amount, var _) ? Stream.of(amount) : Stream.of())
                .toList();
        return amounts.stream().anyMatch(Conditions::isOfPacks)
                && !amounts.stream().allMatch(Conditions::isOfPacks);
    }

    private static boolean isOfPacks(Condition.Amount amount) {
        return switch (amount) {
            case Condition.Amount.Sellable _, Condition.Amount.Listed _ -> true;
            case Condition.Amount.Available _,
                    Condition.Amount.AvailableAt _,
                    Condition.Amount.Held _,
                    Condition.Amount.HeldAt _ -> false;
        };
    }

    /// In the order of the text.
    static Stream<Condition> tests(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> any.conditions().stream().flatMap(Conditions::tests);
            case Condition.AllOf all -> all.conditions().stream().flatMap(Conditions::tests);
            case Condition.Not not -> tests(not.condition());
            case Condition.AmountTest _,
                    Condition.OnText _,
                    Condition.OnDate _,
                    Condition.AtTime _,
                    Condition.OnDay _,
                    Condition.KeepsSelling _ -> Stream.of(condition);
        };
    }

    /// @param test this very part, not one equal to it
    @SuppressWarnings("ReferenceEquality")
    static Condition with(Condition condition, Condition test, Condition instead) {
        return switch (condition) {
            case Condition.AnyOf any -> new Condition.AnyOf(with(any.conditions(), test, instead));
            case Condition.AllOf all -> new Condition.AllOf(with(all.conditions(), test, instead));
            case Condition.Not not -> new Condition.Not(with(not.condition(), test, instead));
            case Condition.AmountTest _,
                    Condition.OnText _,
                    Condition.OnDate _,
                    Condition.AtTime _,
                    Condition.OnDay _,
                    Condition.KeepsSelling _ -> condition == test ? instead : condition;
        };
    }

    private static List<Condition> with(List<Condition> parts, Condition test, Condition instead) {
        return parts.stream().map(each -> with(each, test, instead)).toList();
    }
}
