package io.stockrule.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A checked Global Profile, ready to decide: what its text means, whatever the order of its statements.
///
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
        return new Profile(
                name,
                applied(applied, Provision.Selects.class, Provision.Selects::selection)
                        .orElse(selection),
                reserves(applied),
                applied(applied, Provision.Offers.class, it -> OptionalInt.of(it.percent()))
                        .orElse(share),
                applied(applied, Provision.Lists.class, Provision.Lists::mode).orElse(mode),
                applied(applied, Provision.ListsNothingBelow.class, Provision.ListsNothingBelow::minimum)
                        .orElse(minimum),
                applied(applied, Provision.ListsInSteps.class, Provision.ListsInSteps::steps)
                        .orElse(steps),
                applied(applied, Provision.Handles.class, it -> OptionalInt.of(it.days()))
                        .orElse(handlingDays),
                applied(applied, Provision.KnowsNoStock.class, Provision.KnowsNoStock::action)
                        .or(() -> unknown),
                exceptions,
                includes(applied),
                promises,
                expectations,
                LimitedStatements.applied(applied));
    }

    private static <P extends Provision, V> Optional<V> applied(
            List<LimitedStatement> applied, Class<P> kind, Function<P, V> value) {
        return applied.stream()
                .map(LimitedStatement::provision)
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(value)
                .findFirst();
    }

    private List<Reserve> reserves(List<LimitedStatement> applied) {
        var byWarehouse = new LinkedHashMap<Optional<String>, Reserve>();
        reserves.forEach(each -> byWarehouse.put(each.warehouse(), each));
        applied.forEach(each -> {
            if (each.provision() instanceof Provision.Keeps(var reserve)) {
                byWarehouse.put(reserve.warehouse(), reserve);
            }
        });
        return List.copyOf(byWarehouse.values());
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

    /// The same with these exceptions and no others.
    public Profile withExceptions(List<ProfileException> others) {
        return new Profile(
                name,
                selection,
                reserves,
                share,
                mode,
                minimum,
                steps,
                handlingDays,
                unknown,
                others,
                includes,
                promises,
                expectations,
                limited);
    }

    /// The same with these limited statements and no others.
    public Profile with(LimitedStatements others) {
        return new Profile(
                name,
                selection,
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
                others);
    }

    public Profile withExpectations(List<Expectation> others) {
        return new Profile(
                name,
                selection,
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
                others,
                limited);
    }

    /// The same without where and in which words it was written: two profiles mean the same if these are equal.
    public Profile meaning() {
        return new Profile(
                name,
                selection,
                reserves,
                share,
                mode,
                minimum,
                steps,
                handlingDays,
                unknown,
                exceptions.stream()
                        .map(it -> new ProfileException(it.condition().simplified(), it.action(), "", Span.NOWHERE))
                        .toList(),
                includes,
                promises.stream()
                        .map(it -> new ProfilePromise(it.promise(), "", Span.NOWHERE))
                        .toList(),
                expectations.stream()
                        .map(it -> new Expectation(it.facts(), it.expected(), "", Span.NOWHERE))
                        .toList(),
                limited.meaning());
    }
}
