package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Counting;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.Selection;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The warehouses that a profile can tell apart: those that a reserve, a condition or the order of a selection speaks
/// of, and one that stands for all others that count.
///
/// @param names the empty one is any other
/// @param counting what counts of what lies in them; empty where no profile looks at more than what is available
/// @param held what else lies in each of them
public record KnownWarehouses(List<String> names, Optional<Counting> counting, HeldSample held) {
    public KnownWarehouses {
        names = List.copyOf(names);
    }

    public KnownWarehouses(List<String> names) {
        this(names, Optional.empty(), HeldSample.NONE);
    }

    public KnownWarehouses with(List<String> others) {
        return new KnownWarehouses(others, counting, held);
    }

    public KnownWarehouses with(HeldSample other) {
        return new KnownWarehouses(names, counting, other);
    }

    /// What counts of them for all of these profiles. Where nothing else lies there, all that can count is the same.
    public static Optional<Counting> counting(List<Profile> profiles) {
        if (profiles.stream().noneMatch(FactsRead::holdingsBy)) {
            return Optional.empty();
        }
        var countings = countings(profiles);
        return Optional.of(countings.size() == 1 ? countings.iterator().next() : Counting.AVAILABLE);
    }

    static Set<Counting> countings(List<Profile> profiles) {
        return profiles.stream().flatMap(KnownWarehouses::countings).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Counting> countings(Profile profile) {
        return Stream.concat(
                Stream.of(profile.counting()),
                profile.limited().open().stream()
                        .flatMap(each -> each.provision() instanceof Provision.Counts(var counting)
                                ? Stream.of(counting)
                                : Stream.empty()));
    }

    public static KnownWarehouses of(Profile profile) {
        return of(List.of(profile));
    }

    /// Those that any of the profiles can tell apart.
    public static KnownWarehouses of(List<Profile> profiles) {
        var told = new LinkedHashSet<String>();
        profiles.forEach(profile -> told(profile, told));
        var others = new LinkedHashSet<String>();
        boolean alone = profiles.size() == 1;
        profiles.forEach(profile -> others.addAll(others(profile, told, alone)));
        return new KnownWarehouses(
                Stream.concat(others.stream(), told.stream()).distinct().toList(), counting(profiles), HeldSample.NONE);
    }

    private static void told(Profile profile, SequencedSet<String> told) {
        if (profile.selection() instanceof Selection.FirstOf first) {
            told.addAll(first.names());
        }
        profile.reserves().forEach(reserve -> reserve.warehouse().ifPresent(told::add));
        tested(profile).forEach(told::add);
    }

    /// Those of which a condition tests what is available there.
    static Stream<String> tested(Profile profile) {
        return profile.exceptions().stream()
                .flatMap(exception -> TraitTests.leaves(exception.condition()))
                .flatMap(leaf -> leaf instanceof Condition.AmountTest test ? tested(test.amount()) : Stream.empty());
    }

    private static Stream<String> tested(Amount amount) {
        return switch (amount) {
            case Amount.AvailableAt(var at) -> Stream.of(at);
            case Amount.HeldAt(var _, var at) -> Stream.of(at);
            case Amount.Available _, Amount.Held _, Amount.Sellable _, Amount.Listed _ -> Stream.empty();
        };
    }

    /// One is enough of those that nothing but their sum counts of, unless another profile may tell them apart.
    private static List<String> others(Profile profile, SequencedSet<String> told, boolean oneIsEnough) {
        return switch (profile.selection()) {
            case Selection.All _ -> List.of("");
            case Selection.AllExcept except ->
                oneIsEnough
                        ? List.of("")
                        : Stream.concat(Stream.of(""), except.names().stream()).toList();
            case Selection.Named named ->
                named.names().stream()
                        .filter(name -> !told.contains(name))
                        .limit(oneIsEnough ? 1 : Long.MAX_VALUE)
                        .toList();
            case Selection.FirstOf _ -> List.of();
        };
    }

    public int count() {
        return names.size();
    }

    public Levels none() {
        return new Levels(
                IntStream.range(0, count()).mapToObj(_ -> OptionalLong.empty()).toList(),
                held.equals(HeldSample.NONE) ? List.of() : Collections.nCopies(count(), held));
    }

    public List<WarehouseStock> stock(Levels levels) {
        var stock = new ArrayList<WarehouseStock>();
        for (int i = 0; i < count(); i++) {
            var units = levels.units().get(i);
            if (units.isPresent()) {
                stock.add(level(names.get(i), units, levels.held(i)));
            }
        }
        return stock;
    }

    private WarehouseStock level(String name, OptionalLong units, HeldSample beside) {
        return counting.isPresent()
                ? beside.beside(units.getAsLong(), name, counting.get())
                : new WarehouseStock(name, units, true);
    }

    /// `3 available`, `4 in "Berlin" and 3 elsewhere`.
    public String described(Levels levels) {
        return Stream.concat(Stream.of(counted(levels)), held(levels).stream()).collect(Collectors.joining(", "));
    }

    /// `2 committed`, `5 incoming`: what lies in each of them beside what counts.
    public List<String> held(Levels levels) {
        var beside = levels.held().isEmpty() ? HeldSample.NONE : levels.held().getFirst();
        return Stream.concat(
                        beside.committed() == 0 ? Stream.<String>of() : Stream.of(beside.committed() + " committed"),
                        beside.incoming() == 0 ? Stream.<String>of() : Stream.of(beside.incoming() + " incoming"))
                .toList();
    }

    private String counted(Levels levels) {
        if (count() == 1) {
            return levels.units().getFirst().orElse(0) + " "
                    + counting.orElse(Counting.AVAILABLE).written();
        }
        return IntStream.range(0, count())
                .filter(i -> levels.units().get(i).isPresent())
                .mapToObj(i -> levels.units().get(i).getAsLong() + place(names.get(i)))
                .collect(Collectors.joining(" and "));
    }

    private static String place(String name) {
        return name.isEmpty() ? " elsewhere" : " in \"" + Diagnostic.shortened(name) + "\"";
    }
}
