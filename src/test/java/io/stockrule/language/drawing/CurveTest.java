package io.stockrule.language.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.drawing.Curve.Segment;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.Levels;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.language.proof.Written;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// A [Curve] says of every amount what is decided.
class CurveTest {
    @Property(tries = 300)
    void a_curve_tells_what_is_decided_with_every_amount(@ForAll long seed) {
        var profile = ProfileText.read(new Written(new Random(seed), List.of()).text());
        var segments = Curve.of(profile).segments();
        assertThat(segments.getFirst().from()).isEmpty();
        assertThat(segments.getLast().to()).isEmpty();
        for (int i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i).from().orElseThrow())
                    .isEqualTo(segments.get(i - 1).to().orElseThrow() + 1);
        }
        LongStream.rangeClosed(-30, 300).forEach(available -> assertTells(profile, segments, available));
    }

    private static void assertTells(Profile profile, List<Segment> segments, long available) {
        var segment = segments.stream()
                .filter(each -> each.from().orElse(Long.MIN_VALUE) <= available
                        && available <= each.to().orElse(Long.MAX_VALUE))
                .findFirst()
                .orElseThrow();
        var outcome = outcome(profile, available);
        if (segment.isConstant() || is(segment.from(), available)) {
            assertThat(outcome).as("%d available", available).isEqualTo(segment.first());
        } else if (is(segment.to(), available)) {
            assertThat(outcome).as("%d available", available).isEqualTo(segment.last());
        } else {
            assertThat(listed(outcome))
                    .as("%d available", available)
                    .isBetween(listed(segment.first()), listed(segment.last()))
                    .isGreaterThanOrEqualTo(listed(outcome(profile, available - 1)));
        }
    }

    private static boolean is(OptionalLong end, long available) {
        return end.isPresent() && end.getAsLong() == available;
    }

    private static Outcome outcome(Profile profile, long available) {
        var warehouses = new KnownWarehouses(List.of(""));
        var levels = new Levels(List.of(OptionalLong.of(available)));
        return Interpreter.outcome(profile, ListingTraits.NONE.facts(warehouses.stock(levels), 1));
    }

    private static int listed(Outcome outcome) {
        return assertThat(outcome)
                .asInstanceOf(type(Outcome.Lists.class))
                .actual()
                .quantity();
    }

    @Test
    void as_few_segments_as_tell_it() {
        assertThat(curve("")).containsExactly("..0: 0", "1..999998: 1..999998", "999999..: 999999");
        assertThat(curve("keep 2 in reserve\nquantity not more than 3"))
                .containsExactly("..2: 0", "3..4: 1..2", "5..: 3");
        assertThat(curve("offer 50%\nlist nothing below 3\nquantity not more than 9"))
                .containsExactly("..5: 0", "6..17: 3..8", "18..: 9");
        assertThat(curve("when available is between 4 and 6 then hold\nwhen available is below 0 then stop"))
                .containsExactly(
                        "..-1: Stops", "0..3: 0..3", "4..6: Holds", "7..999998: 7..999998", "999999..: 999999");
        assertThat(curve("when available is 5 then list 2"))
                .containsExactly("..0: 0", "1..4: 1..4", "5: 2", "6..999998: 6..999998", "999999..: 999999");
    }

    @Test
    void steps_rise_together() {
        assertThat(curve("list in steps of 5")).containsExactly("..4: 0", "5..999999: 5..999995", "1000000..: 999999");
        assertThat(curve("list in steps of 5\nlist nothing below 7\nquantity not more than 23"))
                .containsExactly("..6: 0", "7..21: 5..20", "22..: 20");
        assertThat(curve("list in steps of 5\nquantity not more than 23\nwhen available is above 11 then add 2"))
                .containsExactly("..4: 0", "5..11: 5..10", "12..21: 12..22", "22..: 22");
    }

    @Test
    void the_first_warehouse_that_counts_fills_while_others_stay_as_the_facts_say() {
        var all = ProfileText.of("");
        assertThat(curve(all, true, stock("Berlin", 5, true), stock("Wien", 9, false)))
                .as("what is not active does not count")
                .containsExactly("..-5: 0", "-4..999993: 1..999998", "999994..: 999999");
        assertThat(curve(all, false, stock("Berlin", 5, true)))
                .as("nobody counts it")
                .containsExactly(": Holds");
        assertThat(curve(
                        ProfileText.of("use warehouse \"Wien\""),
                        true,
                        stock("Berlin", 5, true),
                        stock("Wien", 9, true)))
                .as("what is known of the one that fills is left out")
                .containsExactly("..0: 0", "1..999998: 1..999998", "999999..: 999999");
    }

    @Test
    void what_counts_fills() {
        assertThat(curve("count on hand and incoming\nquantity not more than 3"))
                .containsExactly("..0: 0", "1..2: 1..2", "3..: 3");
        assertThat(curve(
                        ProfileText.of("count on hand\nquantity not more than 3\nwhen incoming is 7 then add 1"),
                        true,
                        new WarehouseStock(
                                "",
                                OptionalLong.of(1),
                                true,
                                OptionalLong.of(5),
                                OptionalLong.of(4),
                                OptionalLong.of(7))))
                .as("what else lies there stays")
                .containsExactly("..0: 1", "1..2: 2..3", "3..: 4");
    }

    private static WarehouseStock stock(String warehouse, long units, boolean active) {
        return new WarehouseStock(warehouse, OptionalLong.of(units), active);
    }

    private static List<String> curve(Profile profile, boolean tracked, WarehouseStock... stock) {
        var none = ListingTraits.NONE.facts(List.of(stock), 1);
        var variant = new VariantFacts("", "", "", "", List.of(), "", List.of(), tracked, false, List.of(stock));
        var facts = new ListingFacts(variant, "", 1, none.lastDecided(), none.date(), none.time());
        return shown(Curve.of(profile, facts));
    }

    private static List<String> curve(String statements) {
        return shown(Curve.of(ProfileText.of(statements)));
    }

    private static List<String> shown(Curve curve) {
        return curve.segments().stream().map(CurveTest::shown).toList();
    }

    private static String shown(Segment segment) {
        var from = segment.from().isPresent() ? String.valueOf(segment.from().getAsLong()) : "";
        var to = segment.to().isPresent() ? String.valueOf(segment.to().getAsLong()) : "";
        var outcomes =
                segment.isConstant() ? shown(segment.first()) : shown(segment.first()) + ".." + shown(segment.last());
        return (from.equals(to) ? from : from + ".." + to) + ": " + outcomes;
    }

    private static String shown(Outcome outcome) {
        return outcome instanceof Outcome.Lists(int quantity)
                ? String.valueOf(quantity)
                : outcome.getClass().getSimpleName();
    }
}
