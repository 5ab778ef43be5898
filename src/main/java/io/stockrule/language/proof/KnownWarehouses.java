package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Profile;
import io.stockrule.language.Selection;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The warehouses that a profile can tell apart: those that a reserve, a condition or the order of a selection speaks
/// of, and one that stands for all others that count.
///
/// @param names the empty one is any other
public record KnownWarehouses(List<String> names) {
    public KnownWarehouses {
        names = List.copyOf(names);
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
                Stream.concat(others.stream(), told.stream()).distinct().toList());
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
                .flatMap(leaf ->
                        leaf instanceof Condition.AmountTest test && test.amount() instanceof Amount.AvailableAt at
                                ? Stream.of(at.warehouse())
                                : Stream.empty());
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
                IntStream.range(0, count()).mapToObj(_ -> OptionalLong.empty()).toList());
    }

    public List<WarehouseStock> stock(Levels levels) {
        var stock = new ArrayList<WarehouseStock>();
        for (int i = 0; i < count(); i++) {
            if (levels.units().get(i).isPresent()) {
                stock.add(new WarehouseStock(names.get(i), levels.units().get(i), true));
            }
        }
        return stock;
    }

    /// `3 available`, `4 in "Berlin" and 3 elsewhere`.
    public String described(Levels levels) {
        if (count() == 1) {
            return levels.units().getFirst().orElse(0) + " available";
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
