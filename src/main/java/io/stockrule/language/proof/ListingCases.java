package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.ProfileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Tells apart the listings that the tests of texts, dates and times can tell apart, exception by exception: a test is
/// taken as false and as true where it can be both, and listings that come to the same are one case.
public final class ListingCases {
    /// Exceptions looked at; beyond these, cases are drawn by chance.
    private static final int MOST_STEPS = 25_000;

    private static final int DRAWN = 64;
    private static final long SEED = 20_261_224;

    private static final Condition ALWAYS = new Condition.AllOf(List.of());
    private static final Condition NEVER = new Condition.AnyOf(List.of());

    private final List<ProfileException> exceptions;
    private final int open;
    private final int secondProfile;
    private final Map<List<ListingCase.Exception>, ListingCase> found = new LinkedHashMap<>();
    private final Random chance = new Random(SEED);
    private int steps;
    private boolean drawing;

    private ListingCases(List<ProfileException> exceptions, int open, int secondProfile) {
        this.exceptions = exceptions;
        this.open = open;
        this.secondProfile = secondProfile;
    }

    /// @param complete false when they are too many and some were drawn by chance
    public record Found(List<ListingCase> cases, boolean complete) {}

    static Found of(List<ProfileException> exceptions) {
        return of(exceptions, -1);
    }

    /// @param open the exception behind which others are tried even where it always acts
    static Found of(List<ProfileException> exceptions, int open) {
        return of(new ListingCases(exceptions, open, 0));
    }

    /// Listings that one of two profiles tells apart; the exceptions of the second are numbered after the first's.
    public static Found ofBoth(List<ProfileException> one, List<ProfileException> other) {
        var both = Stream.concat(one.stream(), other.stream()).toList();
        return of(new ListingCases(both, -1, one.size()));
    }

    private static Found of(ListingCases cases) {
        var tests = TraitTests.of(cases.exceptions);
        var nothing = KnownTraits.nothing(tests);
        cases.tell(0, List.of(), nothing);
        boolean all = cases.steps < MOST_STEPS;
        if (!all) {
            cases.draw(nothing);
        }
        return new Found(List.copyOf(cases.found.values()), all && tests.complete());
    }

    private void draw(KnownTraits nothing) {
        drawing = true;
        for (int i = 0; i < DRAWN; i++) {
            tell(0, List.of(), nothing);
        }
    }

    private void tell(int from, List<ListingCase.Exception> before, KnownTraits known) {
        var acting = new ArrayList<>(before);
        for (int i = from; i < exceptions.size(); i++) {
            steps++;
            var condition = simplified(exceptions.get(i).condition(), known);
            var undecided = undecided(condition);
            if (undecided.isPresent()) {
                tellApart(i, acting, known, undecided.get());
                return;
            }
            if (!condition.equals(NEVER)) {
                acting.add(new ListingCase.Exception(i, condition));
            }
            if (condition.equals(ALWAYS) && i != open) {
                i = i < secondProfile ? secondProfile - 1 : exceptions.size();
            }
        }
        found.computeIfAbsent(List.copyOf(acting), it -> new ListingCase(known.example(), it, found.size()));
    }

    private void tellApart(int from, List<ListingCase.Exception> acting, KnownTraits known, Condition test) {
        boolean first = drawing && chance.nextBoolean();
        tell(from, acting, known.with(test, first));
        if (!drawing && steps < MOST_STEPS) {
            tell(from, acting, known.with(test, true));
        }
    }

    /// With what is known put in; what is left are tests of amounts and tests that can still be both.
    private static Condition simplified(Condition condition, KnownTraits known) {
        return switch (condition) {
            case Condition.AllOf all -> joined(all.conditions(), known, NEVER, ALWAYS);
            case Condition.AnyOf any -> joined(any.conditions(), known, ALWAYS, NEVER);
            case Condition.Not not -> negated(simplified(not.condition(), known));
            case Condition.AmountTest test -> test;
            case Condition.OnText _,
                    Condition.OnDate _,
                    Condition.AtTime _,
                    Condition.OnDay _,
                    Condition.KeepsSelling _ -> decided(condition, known);
        };
    }

    /// @param deciding what one of them must be to decide all
    /// @param idle what those are that say nothing
    private static Condition joined(List<Condition> parts, KnownTraits known, Condition deciding, Condition idle) {
        var left = new ArrayList<Condition>(parts.size());
        for (var part : parts) {
            var simple = simplified(part, known);
            if (simple.equals(deciding)) {
                return deciding;
            }
            if (!simple.equals(idle)) {
                left.add(simple);
            }
        }
        if (left.size() == 1) {
            return left.getFirst();
        }
        return deciding.equals(NEVER) ? new Condition.AllOf(left) : new Condition.AnyOf(left);
    }

    private static Condition negated(Condition condition) {
        if (condition.equals(ALWAYS)) {
            return NEVER;
        }
        return condition.equals(NEVER) ? ALWAYS : new Condition.Not(condition);
    }

    private static Condition decided(Condition test, KnownTraits known) {
        if (!known.canBe(test, true)) {
            return NEVER;
        }
        return known.canBe(test, false) ? test : ALWAYS;
    }

    private static Optional<Condition> undecided(Condition condition) {
        return TraitTests.leaves(condition)
                .filter(leaf -> !(leaf instanceof Condition.AmountTest))
                .findFirst();
    }
}
