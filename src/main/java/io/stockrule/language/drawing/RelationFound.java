package io.stockrule.language.drawing;

import io.stockrule.language.proof.Example;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Gathers the [Relation] of two profiles while they are compared.
final class RelationFound {
    private final Map<Way, Found> examples = new EnumMap<>(Way.class);

    /// In which the second of two numbers is not the first.
    private enum Way {
        MORE,
        LESS,
        /// One of them is a hold.
        HOLDS
    }

    /// An example of it.
    ///
    /// @param listing the plainest is the first
    /// @param units in all warehouses
    private record Found(int listing, long units, Supplier<String> told) {
        private static final BinaryOperator<Found> PLAINER =
                BinaryOperator.minBy(Comparator.comparingInt(Found::listing).thenComparingLong(Found::units));
    }

    private static Optional<Way> way(LevelOutcomes outcomes) {
        var before = Example.listed(outcomes.before());
        var after = Example.listed(outcomes.after());
        if (before.isPresent() != after.isPresent()) {
            return Optional.of(Way.HOLDS);
        }
        int compared = Long.compare(after.orElse(0), before.orElse(0));
        if (compared == 0) {
            return Optional.empty();
        }
        return Optional.of(compared > 0 ? Way.MORE : Way.LESS);
    }

    /// @param told what to say of it, where no other example tells more
    void addUnknown(LevelOutcomes unknown, String told) {
        add(unknown, new Found(Integer.MAX_VALUE, 0, () -> told));
    }

    private void add(LevelOutcomes outcomes, Found found) {
        way(outcomes).ifPresent(way -> examples.merge(way, found, Found.PLAINER));
    }

    /// @param listing its number, the plainest first
    /// @param pieces of a line; throughout each the profiles differ in the ways of its ends
    /// @param decided at any level of the line
    /// @param units in all warehouses
    /// @param told what to say of one of them
    void add(
            int listing,
            List<Stretches.Piece> pieces,
            LongFunction<LevelOutcomes> decided,
            ToLongFunction<LevelOutcomes> units,
            Function<LevelOutcomes, String> told) {
        for (var piece : pieces) {
            long first = piece.levels().first().level();
            long last = piece.levels().last().level();
            for (long level : new long[] {first, Math.clamp(0, first, last), last}) {
                var outcomes = decided.apply(level);
                add(outcomes, new Found(listing, units.applyAsLong(outcomes), () -> told.apply(outcomes)));
            }
        }
    }

    /// Whether nothing is left to be found but other examples.
    boolean isComplete() {
        return examples.size() == Way.values().length;
    }

    Relation relation() {
        return new Relation(example(Way.MORE), example(Way.LESS), example(Way.HOLDS));
    }

    private Optional<String> example(Way way) {
        return Optional.ofNullable(examples.get(way)).map(found -> found.told().get());
    }
}
