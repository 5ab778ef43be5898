package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrule.delivery.order.FallAttribution.Move;
import io.stockrule.delivery.order.OrderPart.End;
import io.stockrule.stock.ItemKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever was ordered and whatever stock did.
class FallAttributionPropertyTest {
    private static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    @Provide
    Arbitrary<List<OrderPart>> parts() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 5),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.integers().between(-1, 60))
                .as(FallAttributionPropertyTest::part)
                .list()
                .ofMaxSize(8)
                .uniqueElements(OrderPart::key);
    }

    /// @param held less than 0: it is not
    private static OrderPart part(long units, int placed, int id, int held) {
        return new OrderPart(
                new OrderPart.Key(new ItemKey(1, 2, 3), 4, "order-" + id, "1"),
                1,
                units,
                START.plusSeconds(placed).plusMillis(700),
                held < 0 ? Optional.empty() : Optional.of(START.plusSeconds(placed + held)),
                START.plusSeconds(86_400),
                Optional.empty());
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.longs().between(-9, 9).filter(units -> units != 0))
                .as((second, units) -> new Move(START.plusSeconds(second), units))
                .list()
                .ofMaxSize(8)
                .uniqueElements(Move::at)
                .map(moves ->
                        moves.stream().sorted(Comparator.comparing(Move::at)).toList());
    }

    @Property
    void a_unit_that_fell_shows_one_ordered_unit_at_most(
            @ForAll("parts") List<OrderPart> parts, @ForAll("moves") List<Move> moves) {
        var result = FallAttribution.of(parts, moves);

        assertThat(units(result.parts(), End.REFLECTED)).isEqualTo(used(moves, result.moves(), true));
        assertThat(units(result.parts(), End.RISEN)).isEqualTo(used(moves, result.moves(), false));
        for (int i = 0; i < moves.size(); i++) {
            long before = moves.get(i).remaining();
            long after = result.moves().get(i).remaining();
            assertThat(Long.signum(after)).isIn(0, Long.signum(before));
            assertThat(Math.abs(after)).isLessThanOrEqualTo(Math.abs(before));
        }
    }

    @Property
    void nothing_ends_by_what_happened_before_it(
            @ForAll("parts") List<OrderPart> parts, @ForAll("moves") List<Move> moves) {
        var latest = moves.stream().map(Move::at).max(Comparator.naturalOrder()).orElse(START.minusSeconds(1));
        assertThat(FallAttribution.of(parts, moves).parts())
                .filteredOn(part -> part.ended().isPresent())
                .allSatisfy(part -> assertThat(part.placedAt().minusMillis(700)).isBeforeOrEqualTo(latest));
    }

    @Property
    void what_counts_still_could_have_been_shown_by_nothing_that_is_left(
            @ForAll("parts") List<OrderPart> parts, @ForAll("moves") List<Move> moves) {
        var once = FallAttribution.of(parts, moves);
        var open = once.parts().stream().filter(part -> part.ended().isEmpty()).toList();
        assertThat(FallAttribution.of(open, once.moves())).isEqualTo(new FallAttribution.Result(open, once.moves()));
    }

    @Property
    void nothing_changes_but_how_parts_end(@ForAll("parts") List<OrderPart> parts, @ForAll("moves") List<Move> moves) {
        assertThat(FallAttribution.of(parts, moves).parts())
                .extracting(OrderPart::key, OrderPart::units)
                .containsExactlyInAnyOrderElementsOf(parts.stream()
                        .map(part -> tuple(part.key(), part.units()))
                        .toList());
    }

    @Example
    void the_oldest_takes_a_fall_first() {
        var older = part(2, 10, 2, -1);
        var newer = part(2, 20, 1, -1);
        var result = FallAttribution.of(List.of(newer, older), List.of(new Move(START.plusSeconds(30), -3)));
        assertThat(result.parts()).containsExactly(older.ended(End.REFLECTED), newer);
        assertThat(result.moves()).containsExactly(new Move(START.plusSeconds(30), -1));
    }

    /// Shopify tells whole seconds, Amazon's may have more.
    @Example
    void a_fall_in_the_second_of_the_order_shows_it() {
        var part = part(2, 10, 1, -1);
        assertThat(FallAttribution.of(List.of(part), List.of(new Move(START.plusSeconds(10), -2)))
                        .parts())
                .containsExactly(part.ended(End.REFLECTED));
        assertThat(FallAttribution.of(List.of(part), List.of(new Move(START.plusSeconds(9), -2)))
                        .parts())
                .containsExactly(part);
    }

    private static long units(List<OrderPart> parts, End how) {
        return parts.stream()
                .filter(part -> part.ended().equals(Optional.of(how)))
                .mapToLong(OrderPart::units)
                .sum();
    }

    private static long used(List<Move> before, List<Move> after, boolean falls) {
        long used = 0;
        for (int i = 0; i < before.size(); i++) {
            boolean fell = before.get(i).remaining() < 0;
            used += fell == falls
                    ? Math.abs(before.get(i).remaining() - after.get(i).remaining())
                    : 0;
        }
        return used;
    }
}
