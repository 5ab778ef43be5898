package io.stockrule.language.proof;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockrule.language.Condition;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Tells apart the listings that the tests of texts, dates and times can tell apart, statement by statement
/// and then exception by exception: a test is taken as false and as true where it can be both, and listings
/// that come to the same are one case.
public final class ListingCases {
    /// Exceptions looked at; beyond these, cases are drawn by chance.
    private static final int MOST_STEPS = 25_000;

    private static final int DRAWN = 64;
    private static final long SEED = 20_261_224;

    private static final Condition ALWAYS = new Condition.AllOf(List.of());
    private static final Condition NEVER = new Condition.AnyOf(List.of());

    private final List<Profile> profiles;
    /// Of all profiles; those of the second are numbered after the first's.
    private final List<LimitedStatement> limited;
    private final List<ProfileException> exceptions;
    private final int open;
    private final int secondProfile;
    private final Map<BitSet, List<Profile>> ofListings = new HashMap<>();
    private final Map<Likeness, ListingCase> found = new LinkedHashMap<>();
    /// What is left of exceptions, by number: [Likeness] is asked for far too often to compare conditions.
    private final List<ListingCase.Exception> left = new ArrayList<>();

    private final Map<ListingCase.Exception, Integer> numbers = new HashMap<>();
    private final Random chance = new Random(SEED);
    private int steps;
    private boolean drawing;

    private ListingCases(List<Profile> profiles, int open) {
        this.profiles = profiles;
        this.limited =
                profiles.stream().flatMap(it -> it.limited().open().stream()).toList();
        this.exceptions =
                profiles.stream().flatMap(it -> it.exceptions().stream()).toList();
        this.open = open;
        this.secondProfile =
                profiles.size() == 1 ? 0 : profiles.getFirst().exceptions().size();
    }

    /// What makes listings one case.
    ///
    /// @param applying numbers of the limited statements that are for them
    /// @param acting numbers of what is left of the exceptions that may act for them
    private record Likeness(BitSet applying, BitSet acting) {}

    /// @param complete false when they are too many and some were drawn by chance
    public record Found(List<ListingCase> cases, boolean complete) {
        /// Those of which a profile says the same, profile by profile.
        public List<Found> byProfile() {
            return cases.stream()
                    .collect(groupingBy(ListingCase::limited, LinkedHashMap::new, toList()))
                    .values()
                    .stream()
                    .map(each -> new Found(each, complete))
                    .toList();
        }
    }

    public static Found of(Profile profile) {
        return of(profile, -1);
    }

    /// @param open the exception behind which others are tried even where it always acts
    static Found of(Profile profile, int open) {
        return of(new ListingCases(List.of(profile), open));
    }

    /// Listings that one of two profiles tells apart; the exceptions of the second are numbered after the first's.
    public static Found ofBoth(Profile one, Profile other) {
        return of(new ListingCases(List.of(one, other), -1));
    }

    private static Found of(ListingCases cases) {
        var tests = TraitTests.of(Stream.concat(
                        cases.limited.stream().map(LimitedStatement::where),
                        cases.exceptions.stream().map(ProfileException::condition))
                .toList());
        var nothing = KnownTraits.nothing(tests);
        cases.tellLimited(0, new BitSet(), nothing);
        boolean all = cases.steps < MOST_STEPS;
        if (!all) {
            cases.draw(nothing);
        }
        return new Found(List.copyOf(cases.found.values()), all && tests.complete());
    }

    private void draw(KnownTraits nothing) {
        drawing = true;
        for (int i = 0; i < DRAWN; i++) {
            tellLimited(0, new BitSet(), nothing);
        }
    }

    /// @param before numbers of those that are for the listings
    private void tellLimited(int from, BitSet before, KnownTraits known) {
        var applying = (BitSet) before.clone();
        for (int i = from; i < limited.size(); i++) {
            if (isHidden(i, applying)) {
                continue;
            }
            steps++;
            var condition = simplified(limited.get(i).where(), known);
            var undecided = undecided(condition);
            if (undecided.isPresent()) {
                int number = i;
                tellApart(undecided.get(), known, it -> tellLimited(number, applying, it));
                return;
            }
            applying.set(i, condition.equals(ALWAYS));
        }
        tell(0, applying, new BitSet(), known);
    }

    /// By an earlier one of its kind in its profile.
    private boolean isHidden(int number, BitSet applying) {
        int first = number < firstOfSecond() ? 0 : firstOfSecond();
        var kind = limited.get(number).provision().kind();
        return applying.stream()
                .filter(each -> each >= first)
                .anyMatch(each -> limited.get(each).provision().kind().equals(kind));
    }

    private int firstOfSecond() {
        return profiles.getFirst().limited().open().size();
    }

    private List<Profile> profiles(BitSet applying) {
        return ofListings.computeIfAbsent(applying, it -> {
            var those = it.stream().mapToObj(limited::get).toList();
            return profiles.stream()
                    .map(profile -> profile.of(each -> those.stream().anyMatch(that -> that == each)))
                    .toList();
        });
    }

    private void tell(int from, BitSet applying, BitSet before, KnownTraits known) {
        var acting = (BitSet) before.clone();
        for (int i = from; i < exceptions.size(); i++) {
            steps++;
            var condition = simplified(exceptions.get(i).condition(), known);
            var undecided = undecided(condition);
            if (undecided.isPresent()) {
                int number = i;
                tellApart(undecided.get(), known, it -> tell(number, applying, acting, it));
                return;
            }
            if (!condition.equals(NEVER)) {
                acting.set(number(new ListingCase.Exception(i, condition)));
            }
            if (condition.equals(ALWAYS) && i != open) {
                i = i < secondProfile ? secondProfile - 1 : exceptions.size();
            }
        }
        found.computeIfAbsent(new Likeness(applying, acting), it -> found(it, known));
    }

    private int number(ListingCase.Exception exception) {
        return numbers.computeIfAbsent(exception, _ -> {
            left.add(exception);
            return left.size() - 1;
        });
    }

    private ListingCase found(Likeness listings, KnownTraits known) {
        var theirs = profiles(listings.applying());
        return new ListingCase(
                known,
                listings.acting().stream()
                        .mapToObj(left::get)
                        .sorted(comparingInt(ListingCase.Exception::index))
                        .toList(),
                found.size(),
                listings.applying(),
                theirs.getFirst(),
                theirs.stream().skip(1).findFirst());
    }

    private void tellApart(Condition test, KnownTraits known, Consumer<KnownTraits> goOn) {
        boolean first = drawing && chance.nextBoolean();
        goOn.accept(known.with(test, first));
        if (!drawing && steps < MOST_STEPS) {
            goOn.accept(known.with(test, true));
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
        return switch (condition) {
            case Condition.AllOf all -> undecided(all.conditions());
            case Condition.AnyOf any -> undecided(any.conditions());
            case Condition.Not not -> undecided(not.condition());
            case Condition.AmountTest _ -> Optional.empty();
            case Condition.OnText _,
                    Condition.OnDate _,
                    Condition.AtTime _,
                    Condition.OnDay _,
                    Condition.KeepsSelling _ -> Optional.of(condition);
        };
    }

    private static Optional<Condition> undecided(List<Condition> conditions) {
        for (var condition : conditions) {
            var undecided = undecided(condition);
            if (undecided.isPresent()) {
                return undecided;
            }
        }
        return Optional.empty();
    }
}
