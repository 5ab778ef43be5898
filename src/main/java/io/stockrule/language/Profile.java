package io.stockrule.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A checked Global Profile, ready to decide: what its text means, whatever the order of its statements.
///
/// @param counting what of the stock counts, `available` without a `count` statement
/// @param reserves what is kept back, at most one without a warehouse and one of each warehouse
/// @param share percentage of the sellable units that is offered; empty without an `offer` statement
/// @param minimum a smaller number lists nothing, 0 without a `list nothing below` statement
/// @param steps the listed number is a multiple of it, 1 without a `list in steps of` statement
/// @param handlingDays days until an order is shipped; empty leaves Amazon's own alone
/// @param unknown what to do with unknown stock; empty leaves it to the mode
/// @param exceptions in the order of the text, which is the order in which they are tried
/// @param includes names of rule files, in the order in which they run, also of those that only some listings include
/// @param limited statements for some listings only, which come before those of all
public record Profile(
        String name,
        Selection selection,
        Counting counting,
        List<Reserve> reserves,
        OptionalInt share,
        QuantityMode mode,
        int minimum,
        int steps,
        OptionalInt handlingDays,
        Optional<UnknownStock> unknown,
        List<ProfileException> exceptions,
        List<String> includes,
        List<ProfilePromise> promises,
        List<Expectation> expectations,
        LimitedStatements limited) {
    public Profile {
        reserves = List.copyOf(reserves);
        exceptions = List.copyOf(exceptions);
        includes = List.copyOf(includes);
        promises = List.copyOf(promises);
        expectations = List.copyOf(expectations);
    }

    /// One that says nothing but its name.
    public static Profile named(String name) {
        return new Profile(
                name,
                new Selection.All(),
                Counting.AVAILABLE,
                List.of(),
                OptionalInt.empty(),
                new QuantityMode.ProductValue(),
                0,
                1,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                LimitedStatements.NONE);
    }

    /// Whether rule files decide too, of which no text of the profile tells what they do.
    public boolean includesRules() {
        return !includes.isEmpty();
    }

    /// What the profile says of one listing: of each kind one statement, none of them limited any more.
    ///
    /// @param isFor whether a limited statement is for the listing; asked only where no earlier one applies
    public Profile of(Predicate<LimitedStatement> isFor) {
        if (!limited.isOpen()) {
            return this;
        }
        var applied = new LinkedHashMap<List<Object>, LimitedStatement>();
        for (var each : limited.open()) {
            var kind = each.provision().kind();
            if (!applied.containsKey(kind) && isFor.test(each)) {
                applied.put(kind, each);
            }
        }
        return having(List.copyOf(applied.values()));
    }

    private Profile having(List<LimitedStatement> applied) {
        var having = this;
        for (var each : applied) {
            having = having.with(each.provision());
        }
        var included = includes(applied);
        return having.but(it -> {
            it.includes = included;
            it.limited = LimitedStatements.applied(applied);
        });
    }

    /// The same with this instead of what it says of this kind for all listings.
    public Profile with(Provision provision) {
        return but(it -> {
            switch (provision) {
                case Provision.Selects(var other) -> it.selection = other;
                case Provision.Counts(var other) -> it.counting = other;
                case Provision.Keeps(var reserve) -> it.reserves = with(reserve);
                case Provision.Offers(int percent) -> it.share = OptionalInt.of(percent);
                case Provision.Lists(var other) -> it.mode = other;
                case Provision.ListsNothingBelow(int other) -> it.minimum = other;
                case Provision.ListsInSteps(int other) -> it.steps = other;
                case Provision.Handles(int days) -> it.handlingDays = OptionalInt.of(days);
                case Provision.KnowsNoStock(var action) -> it.unknown = Optional.of(action);
                case Provision.Includes(var file) -> it.includes = with(file);
            }
        });
    }

    private List<Reserve> with(Reserve reserve) {
        var byWarehouse = new LinkedHashMap<Optional<String>, Reserve>();
        reserves.forEach(each -> byWarehouse.put(each.warehouse(), each));
        byWarehouse.put(reserve.warehouse(), reserve);
        return List.copyOf(byWarehouse.values());
    }

    private List<String> with(String ruleFile) {
        return Stream.concat(includes.stream(), Stream.of(ruleFile)).distinct().toList();
    }

    private List<String> includes(List<LimitedStatement> applied) {
        var some = included(limited.open());
        var these = included(applied);
        return includes.stream()
                .filter(each -> !some.contains(each) || these.contains(each))
                .toList();
    }

    private static Set<String> included(List<LimitedStatement> limited) {
        return limited.stream()
                .flatMap(each ->
                        each.provision() instanceof Provision.Includes(var file) ? Stream.of(file) : Stream.of())
                .collect(Collectors.toSet());
    }

    public Profile withReserves(List<Reserve> others) {
        return but(it -> it.reserves = others);
    }

    /// @param other empty to offer all
    public Profile withShare(OptionalInt other) {
        return but(it -> it.share = other);
    }

    /// @param other empty to leave it to the mode
    public Profile withUnknown(Optional<UnknownStock> other) {
        return but(it -> it.unknown = other);
    }

    /// The same with these exceptions and no others.
    public Profile withExceptions(List<ProfileException> others) {
        return but(it -> it.exceptions = others);
    }

    /// The same with these limited statements and no others.
    public Profile with(LimitedStatements others) {
        return but(it -> it.limited = others);
    }

    public Profile withExpectations(List<Expectation> others) {
        return but(it -> it.expectations = others);
    }

    /// How many statements are exceptions; one with an `otherwise` is one.
    public int exceptionStatements() {
        return (int) exceptions.stream().filter(it -> !it.isOtherwise()).count();
    }

    /// The same without where and in which words it was written: two profiles mean the same if these are equal.
    public Profile meaning() {
        return but(it -> {
            it.exceptions = exceptions.stream().map(ProfileException::meaning).toList();
            it.promises = promises.stream()
                    .map(each -> new ProfilePromise(each.promise(), "", Span.NOWHERE))
                    .toList();
            it.expectations = expectations.stream().map(Expectation::meaning).toList();
            it.limited = limited.meaning();
        });
    }

    private Profile but(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.made();
    }

    /// A profile while something of it changes, so that what it consists of is told once.
    private static final class Copy {
        private final String name;
        private Selection selection;
        private Counting counting;
        private List<Reserve> reserves;
        private OptionalInt share;
        private QuantityMode mode;
        private int minimum;
        private int steps;
        private OptionalInt handlingDays;
        private Optional<UnknownStock> unknown;
        private List<ProfileException> exceptions;
        private List<String> includes;
        private List<ProfilePromise> promises;
        private List<Expectation> expectations;
        private LimitedStatements limited;

        private Copy(Profile profile) {
            name = profile.name;
            selection = profile.selection;
            counting = profile.counting;
            reserves = profile.reserves;
            share = profile.share;
            mode = profile.mode;
            minimum = profile.minimum;
            steps = profile.steps;
            handlingDays = profile.handlingDays;
            unknown = profile.unknown;
            exceptions = profile.exceptions;
            includes = profile.includes;
            promises = profile.promises;
            expectations = profile.expectations;
            limited = profile.limited;
        }

        private Profile made() {
            return new Profile(
                    name,
                    selection,
                    counting,
                    reserves,
                    share,
                    mode,
                    minimum,
                    steps,
                    handlingDays,
                    unknown,
                    exceptions,
                    includes,
                    promises,
                    expectations,
                    limited);
        }
    }
}
