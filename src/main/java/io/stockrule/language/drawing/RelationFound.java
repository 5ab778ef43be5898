package io.stockrule.language.drawing;

import io.stockrule.language.proof.Example;
import io.stockrule.stock.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Gathers the [Relation] of two profiles while they are compared, the plainest listings first.
final class RelationFound {
    private final Map<Way, String> examples = new EnumMap<>(Way.class);

    /// In which the second of two numbers is not the first.
    private enum Way {
        MORE,
        LESS,
        /// One of them is a hold.
        HOLDS
    }

    private record Found(LevelOutcomes outcomes, Way way) {
        long distance() {
            return Math.abs(outcomes.level());
        }
    }

    private static Optional<Way> way(Outcome first, Outcome second) {
        var before = Example.listed(first);
        var after = Example.listed(second);
        if (before.isPresent() != after.isPresent()) {
            return Optional.of(Way.HOLDS);
        }
        int compared = Long.compare(after.orElse(0), before.orElse(0));
        if (compared == 0) {
            return Optional.empty();
        }
        return Optional.of(compared > 0 ? Way.MORE : Way.LESS);
    }

    /// @param told what to say of it
    void add(Outcome first, Outcome second, String told) {
        way(first, second).ifPresent(way -> examples.putIfAbsent(way, told));
    }

    /// @param pieces of one line: throughout each the profiles differ in one way, or its ends are all that matters
    /// @param decided at any level of the line
    /// @param told what to say of one of them
    void add(List<Stretches.Piece> pieces, LongFunction<LevelOutcomes> decided, Function<LevelOutcomes, String> told) {
        var nearest = new EnumMap<Way, Found>(Way.class);
        for (var piece : pieces) {
            long first = piece.levels().first().level();
            long last = piece.levels().last().level();
            for (long level : new long[] {first, Math.clamp(0, first, last), last}) {
                var outcomes = decided.apply(level);
                way(outcomes.before(), outcomes.after())
                        .ifPresent(way -> nearest.merge(
                                way,
                                new Found(outcomes, way),
                                (one, other) -> one.distance() <= other.distance() ? one : other));
            }
        }
        nearest.forEach((way, found) -> examples.computeIfAbsent(way, _ -> told.apply(found.outcomes())));
    }

    /// Whether nothing that is found any more changes its kind.
    boolean isSettled() {
        return relation().kind() == Relation.Kind.DIFFERS;
    }

    Relation relation() {
        return new Relation(example(Way.MORE), example(Way.LESS), example(Way.HOLDS));
    }

    private Optional<String> example(Way way) {
        return Optional.ofNullable(examples.get(way));
    }
}
