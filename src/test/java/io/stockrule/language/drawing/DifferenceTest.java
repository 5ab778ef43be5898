package io.stockrule.language.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.EveryStock;
import io.stockrule.language.proof.Example;
import io.stockrule.language.proof.IdleExceptions;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.language.proof.Written;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.WarehouseStock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// A [Difference] tells of all stocks with which two profiles decide differently, and of no others.
class DifferenceTest {
    private static final Pattern RANGE =
            Pattern.compile("available (up to )?(any|-?\\d+)(?:\\.\\.(-?\\d+)| (and more))?(, some of them)?: .*");

    private static final Pattern EXAMPLE = Pattern.compile("available (-?\\d+): (\\w+) -> (\\w+)");

    @Property(tries = 300)
    void it_tells_where_two_profiles_decide_differently(@ForAll long seed) {
        var random = new Random(seed);
        var before = ProfileText.read(new Written(random, List.of()).text());
        var after = ProfileText.read(new Written(random, List.of()).text());
        var difference = Difference.of(before, after);
        if (!difference.rows().contains("and more")) {
            var different = different(before, after, -5, 200);
            var shown = "%s%n%s%n%s".formatted(before, after, difference.rows());
            assertThat(told(difference, "", -5, 200)).as(shown).containsAll(different);
            assertThat(different).as(shown).containsAll(told(difference, ", some of them", -5, 200));
        }
    }

    @Property(tries = 150)
    void it_tells_which_of_two_profiles_lists_more(@ForAll long seed) {
        var random = new Random(seed);
        var before = ProfileText.read(new Written(random, List.of()).text());
        var after = random.nextBoolean()
                ? ProfileText.read(new Written(random, List.of()).text())
                : ProfileText.read(new Written(random, List.of()).text()).withExceptions(before.exceptions());
        var difference = Difference.of(before, after);
        var relation = difference.relation();
        var ways = ways(before, after, -5, 200);
        var shown = "%s%n%s%n%s".formatted(before, after, difference);
        assertThat(difference.complete()).as(shown).isTrue();
        assertThat(relation.holds().isPresent() || !ways.contains("holds"))
                .as(shown)
                .isTrue();
        assertThat(relation.more().isPresent() || !ways.contains("more"))
                .as(shown)
                .isTrue();
        assertThat(relation.less().isPresent() || !ways.contains("less"))
                .as(shown)
                .isTrue();
        // What is found may lie beyond the levels that are tried here.
        Stream.of(relation.more(), relation.less(), relation.holds())
                .flatMap(Optional::stream)
                .forEach(example -> assertThat(isTrue(example, before, after))
                        .as(example + shown)
                        .isTrue());
    }

    /// Whether an example without traits is what both decide.
    private static boolean isTrue(String example, Profile before, Profile after) {
        var read = EXAMPLE.matcher(example);
        if (!read.matches()) {
            return example.startsWith("stock unknown: ") || example.endsWith(")");
        }
        var stock = List.of(new WarehouseStock(
                KnownWarehouses.of(List.of(before, after)).names().getFirst(),
                OptionalLong.of(Long.parseLong(read.group(1))),
                true));
        var facts = ListingTraits.NONE.facts(stock, 1);
        return read.group(2).equals(shown(Interpreter.outcome(before, facts)))
                && read.group(3).equals(shown(Interpreter.outcome(after, facts)));
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists(int quantity) -> Integer.toString(quantity);
            case Outcome.Stops _ -> "stop";
            case Outcome.Holds _ -> "hold";
        };
    }

    private static Set<String> ways(Profile before, Profile after, long lowest, long highest) {
        var one = points(before, before, after, lowest, highest);
        var other = points(after, before, after, lowest, highest);
        var ways = new HashSet<String>();
        for (int i = 0; i < one.size(); i++) {
            var first = Example.listed(one.get(i).outcome());
            var second = Example.listed(other.get(i).outcome());
            if (first.isPresent() != second.isPresent()) {
                ways.add("holds");
            } else if (!first.equals(second)) {
                ways.add(first.orElse(0) < second.orElse(0) ? "more" : "less");
            }
        }
        return ways;
    }

    @Test
    void one_that_never_lists_more_is_told_apart() {
        assertThat(relation("quantity not more than 5", "quantity not more than 3"))
                .isEqualTo(new Relation(Optional.empty(), Optional.of("available 4: 4 -> 3"), Optional.empty()));
        assertThat(relation("offer 91%", "keep 4 in reserve").kind()).isEqualTo(Relation.Kind.DIFFERS);
        assertThat(relation("keep 10% in reserve", "offer 90%").kind()).isEqualTo(Relation.Kind.EQUAL);
        assertThat(relation("keep 10% in reserve", "keep 12% in reserve").kind())
                .isEqualTo(Relation.Kind.NEVER_MORE);
        assertThat(relation("when available is 3 then list 0", "when available is 3 then stop")
                        .kind())
                .isEqualTo(Relation.Kind.EQUAL);
    }

    @Test
    void a_number_that_wavers_between_two_levels_that_a_text_names_is_followed() {
        var relation = relation(
                "use warehouse \"Berlin\"\nkeep 60% in reserve\nkeep 39% in reserve at \"Berlin\"",
                "use warehouse \"Berlin\"\nquantity not more than 4\n"
                        + "when available is below 468 then list 0\nwhen available is above 490 then list 0");
        assertThat(relation.more()).contains("available 472: 3 -> 4");
        assertThat(relation.less()).isPresent();
    }

    @Test
    void the_smallest_example_is_that_of_the_warehouse_in_which_it_takes_least() {
        assertThat(relation(
                                "use warehouses \"Berlin\", \"Hamburg\"",
                                "use warehouses \"Berlin\", \"Hamburg\"\n"
                                        + "when available at \"Berlin\" is above 900 then list 1\n"
                                        + "when available at \"Hamburg\" is 7 then list 2")
                        .less())
                .contains("in \"Hamburg\" 7: 7 -> 2");
    }

    @Test
    void after_twenty_rows_it_is_still_found_what_lies_behind_them() {
        var many = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            many.append("when available is ").append(10 * i).append(" then stop\n");
        }
        assertThat(relation("", many + "when available is 305 then add 1").more())
                .contains("available 305: 305 -> 306");
        assertThat(relation("", many.toString()).kind()).isEqualTo(Relation.Kind.NEVER_MORE);
    }

    private static Relation relation(String before, String after) {
        return Difference.of(ProfileText.of(before), ProfileText.of(after)).relation();
    }

    /// Of the rows without this in them.
    private static TreeSet<Long> told(Difference difference, String without, long lowest, long highest) {
        return difference.rows().stream()
                .filter(row -> !row.startsWith("stock unknown") && (without.isEmpty() || !row.contains(without)))
                .flatMap(row -> {
                    var range = RANGE.matcher(row);
                    assertThat(range.matches()).as(row).isTrue();
                    boolean any = range.group(2).equals("any");
                    long named = any ? 0 : Long.parseLong(range.group(2));
                    long from = any || range.group(1) != null ? lowest : named;
                    long to = any || range.group(4) != null
                            ? highest
                            : range.group(3) == null ? named : Long.parseLong(range.group(3));
                    return LongStream.rangeClosed(
                                    Math.max(from, lowest), Math.min(range.group(1) != null ? named : to, highest))
                            .boxed();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What one of two profiles makes of every stock of every listing that either of them tells apart.
    private static List<EveryStock.Point> points(
            Profile profile, Profile before, Profile after, long lowest, long highest) {
        var both = Stream.concat(before.exceptions().stream(), after.exceptions().stream())
                .toList();
        var limited = Stream.concat(before.limited().open().stream(), after.limited().open().stream())
                .toList();
        var telling = before.withExceptions(both).with(LimitedStatements.of(limited));
        return new EveryStock(profile, telling, List.of(""), lowest, highest)
                .points()
                .toList();
    }

    private static TreeSet<Long> different(Profile before, Profile after, long lowest, long highest) {
        var one = points(before, before, after, lowest, highest);
        var other = points(after, before, after, lowest, highest);
        var different = new TreeSet<Long>();
        for (int i = 0; i < one.size(); i++) {
            if (!IdleExceptions.alike(one.get(i).outcome(), other.get(i).outcome())) {
                different.add(one.get(i).available());
            }
        }
        return different;
    }

    @Test
    void what_is_told() {
        assertThat(rows("", "")).isEmpty();
        assertThat(rows("quantity not more than 3", "quantity not more than 5"))
                .containsExactly("available 4: 3 -> 4", "available 5 and more: 3 -> 5");
        assertThat(rows("", "when available is 3 then hold")).containsExactly("available 3: 3 -> hold");
        assertThat(rows("when available is below 2 then stop", "when available is below 1 then stop"))
                .containsExactly("available 1: stop -> 1");
        assertThat(rows("quantity custom quantity 4", "quantity custom quantity 5"))
                .containsExactly("stock unknown: 4 -> 5", "available any: 4 -> 5");
        assertThat(rows("when stock is unknown then list 5", "when stock is unknown then stop"))
                .containsExactly("stock unknown: 5 -> stop");
        assertThat(rows("handling time 2 days", "handling time 3 days\ninclude rules \"x\""))
                .containsExactly("handling time: 2 days -> 3 days", "included rules: [] -> [x]");
        assertThat(rows("handling time 2 days", "")).containsExactly("handling time: 2 days -> not set");
    }

    @Test
    void it_is_told_for_each_group_of_listings() {
        assertThat(rows("quantity not more than 3 where tag is \"x\"", "quantity not more than 5 where tag is \"x\""))
                .containsExactly("available 4: 3 -> 4 (tag \"x\")", "available 5 and more: 3 -> 5 (tag \"x\")");
        assertThat(rows(
                        "handling time 1 day\nhandling time 2 days where vendor is \"V\"",
                        "handling time 1 day\nhandling time 3 days where vendor is \"V\""))
                .containsExactly("handling time: 2 days -> 3 days (vendor \"V\")");
        assertThat(rows(
                        "when stock is unknown then list 1 where vendor is \"V\"",
                        "when stock is unknown then list 2 where vendor is \"V\""))
                .containsExactly("stock unknown: 1 -> 2 (vendor \"V\")");
        assertThat(rows("include rules \"x\"", "include rules \"x\" where vendor is \"V\""))
                .contains("included rules: [x] -> []");
        assertThat(rows("quantity not more than 10", "quantity not more than 10\nquantity custom 3 where tag is \"x\""))
                .contains("stock unknown: hold -> 3 (tag \"x\")");
        assertThat(relation(
                                "use warehouse \"Wien\"",
                                "use warehouse \"Wien\"\nuse warehouse \"Berlin\" where marketplace is \"DE\"")
                        .less())
                .contains("in \"Wien\" 1: 1 -> 0 (with 0 in \"Berlin\", marketplace \"DE\")");
    }

    @Test
    void two_numbers_that_rise_at_different_paces_meet_between_the_levels_that_a_text_names() {
        assertThat(rows(
                        "keep 93% in reserve\nquantity not more than 9",
                        "quantity single stock\nwhen not listed is 0 then add 3"))
                .containsExactly(
                        "stock unknown: hold -> 1",
                        "available up to 14: 0 -> 4",
                        "available 15..57: 1..3 -> 4",
                        "available 72..128: 5..8 -> 4",
                        "available 129 and more: 9 -> 4");
        assertThat(rows("offer 50%", "quantity custom quantity 5"))
                .contains(
                        "available up to 1: 0 -> 5",
                        "available 2..9: 1..4 -> 5",
                        "available 12..1999997: 6..999998 -> 5");
        assertThat(rows("offer 91%", "keep 4 in reserve"))
                .contains(
                        "available 2..4: 1..3 -> 0",
                        "available 5..33: 4..30 -> 1..29",
                        "available 45..1000002: 40..910001 -> 41..999998");
    }

    @Test
    void where_roundings_part_them_again_and_again_one_row_says_so() {
        assertThat(rows("keep 10% in reserve", "offer 90%")).isEmpty();
        assertThat(rows("keep 10% in reserve", "keep 12% in reserve"))
                .startsWith(
                        "available 9..40, some of them: 8..36 -> 7..35",
                        "available 42..1111109: 37..999998 -> 36..977775");
        var split = Difference.of(
                ProfileText.of("use warehouse \"Berlin\"\nkeep 9% in reserve"),
                ProfileText.of("use warehouse \"Berlin\"\nkeep 3% in reserve\nkeep 6% in reserve at \"Berlin\""));
        assertThat(split.rows()).containsExactly("available 2..1098901, some of them: 1..999999 -> 0..999998");
        assertThat(split.complete()).isTrue();
    }

    @Test
    void steps_part_two_numbers_again_and_again_too() {
        assertThat(rows("", "list in steps of 5"))
                .containsExactly("available 1..999999, some of them: 1..999999 -> 0..999995");
        assertThat(relation("", "list in steps of 5").kind()).isEqualTo(Relation.Kind.NEVER_MORE);
        assertThat(relation("list in steps of 6", "list in steps of 3").kind()).isEqualTo(Relation.Kind.NEVER_LESS);
        assertThat(relation("list in steps of 4", "list in steps of 6"))
                .extracting(Relation::more, Relation::less)
                .containsExactly(Optional.of("available 6: 4 -> 6"), Optional.of("available 4: 4 -> 0"));
        assertThat(relation(
                        "list in steps of 400\nquantity not more than 900", "list in steps of 400\nkeep 1 in reserve"))
                .extracting(Relation::more, Relation::less)
                .containsExactly(Optional.of("available 1201: 800 -> 1200"), Optional.of("available 400: 400 -> 0"));
    }

    @Test
    void what_is_counted_is_told_and_makes_a_difference() {
        var difference = Difference.of(
                ProfileText.of("quantity not more than 9"), ProfileText.of("count on hand\nquantity not more than 9"));
        assertThat(difference.rows())
                .contains("counted: available -> on hand", "available 0..8: 0..8 -> 1..9 (1 committed)");
        assertThat(difference.complete()).isFalse();
        assertThat(difference.relation().kind()).isEqualTo(Relation.Kind.NEVER_LESS);
        assertThat(rows("count on hand\nquantity not more than 3", "count on hand\nquantity not more than 4"))
                .as("what counts for both stands for what is available")
                .containsExactly("available 4 and more: 3 -> 4");
        assertThat(rows("", "when incoming is above 5 then list 2"))
                .contains("available 3..999998: 3..999998 -> 2 (6 incoming)");
    }

    @Test
    void warehouses_and_what_a_listing_must_have_are_named() {
        assertThat(rows("", "when available is 4 and tag is \"x\" and not vendor is \"Y\" then stop"))
                .containsExactly("available 4: 4 -> stop (tag \"x\")");
        assertThat(rows(
                        "use warehouse \"Berlin\"",
                        "use warehouse \"Berlin\"\nwhen available at \"Wien\" is 3 then stop"))
                .contains("in \"Wien\" 3: 0 -> stop (with 0 in \"Berlin\")");
        assertThat(rows("", "when available at \"Wien\" is 3 then stop"))
                .contains("in \"Wien\" 3: 3 -> stop", "elsewhere up to -3: 0 -> stop (with 3 in \"Wien\")");
    }

    @Test
    void numbers_that_stay_are_the_same_however_far_it_is_to_where_one_could_change() {
        var difference = Difference.of(
                ProfileText.of("quantity not more than 1\nlist nothing below 3"),
                ProfileText.of("keep 11% in reserve\noffer 62%\nquantity single stock\n"
                        + "when sellable is not 3 or sellable is not 18 then subtract 2"));
        assertThat(difference.rows()).containsExactly("stock unknown: hold -> 1");
        assertThat(difference.complete()).isTrue();
    }

    @Test
    void after_twenty_rows_there_are_more() {
        var many = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            many.append("when available is ").append(10 * i).append(" then stop\n");
        }
        assertThat(rows("", many.toString()))
                .hasSize(21)
                .contains("available 200: 200 -> stop")
                .last()
                .isEqualTo("and more");
    }

    private static List<String> rows(String before, String after) {
        return Difference.of(ProfileText.of(before), ProfileText.of(after)).rows();
    }
}
