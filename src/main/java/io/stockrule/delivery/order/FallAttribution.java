package io.stockrule.delivery.order;

import io.stockrule.delivery.order.OrderPart.End;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which orders Shopify's stock shows. It does not say what made it fall, so this is a guess:
///
/// - A fall by at least a line's units, at the second of the order or later, shows the line. The oldest
///   line takes it first; what is left of the fall is for the next that fits. A line never takes less than
///   all its units, nor from two falls: a few units sold in the shop do not end an order of many.
/// - Each unit of a fall shows one ordered unit at most.
/// - A sale in the shop that falls between an order and its arrival there is taken for the order. Then the
///   number is too high by its units until the order arrives in Shopify, as it would be without all this.
///
/// Where the guess errs on the other side (an order that Shopify books at several places at different
/// times, or together with goods that come in), the units count until their time is over.
final class FallAttribution {
    private FallAttribution() {}

    /// A rise (> 0) or fall (< 0) of an item's stock in one second.
    ///
    /// @param remaining what no order is seen in yet, of the same sign, or 0
    record Move(Instant at, long remaining) {
        private boolean shows(OrderPart part) {
            return -remaining >= part.units() && !at.isBefore(second(part.placedAt()));
        }

        private boolean gives(OrderPart part) {
            return part.heldSince()
                    .filter(since -> remaining >= part.units() && !at.isBefore(second(since)))
                    .isPresent();
        }

        private Move without(long units) {
            return new Move(at, remaining - units);
        }
    }

    /// @param parts all that were given, the oldest first
    /// @param moves all that were given, in their order
    record Result(List<OrderPart> parts, List<Move> moves) {}

    /// @param parts of one item, that count
    /// @param moves of the same item, oldest first
    static Result of(List<OrderPart> parts, List<Move> moves) {
        var left = new ArrayList<>(moves);
        var after = parts.stream()
                .sorted(OrderPart.BY_AGE)
                .map(part -> end(part, left).map(part::ended).orElse(part))
                .toList();
        return new Result(after, left);
    }

    private static Optional<End> end(OrderPart part, List<Move> moves) {
        for (int i = 0; i < moves.size(); i++) {
            var move = moves.get(i);
            if (move.shows(part)) {
                moves.set(i, move.without(-part.units()));
                return Optional.of(End.REFLECTED);
            } else if (move.gives(part)) {
                moves.set(i, move.without(part.units()));
                return Optional.of(End.RISEN);
            }
        }
        return Optional.empty();
    }

    /// Shopify tells whole seconds.
    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
