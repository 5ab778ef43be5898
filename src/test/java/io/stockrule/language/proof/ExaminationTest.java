package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.ListingFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An [Examination] looks at few stocks and finds what trying every stock finds, down to the smallest example.
class ExaminationTest {
    @Property(tries = 200)
    void looking_at_break_points_finds_what_looking_at_every_stock_finds(@ForAll long seed) {
        var written = new Written(new Random(seed), List.of());
        var profile = ProfileText.read(written.text());
        agree(profile, new EveryStock(profile, List.of(""), -5, 45));
    }

    @Property(tries = 60)
    void it_does_so_with_two_warehouses(@ForAll long seed) {
        var written = new Written(new Random(seed), List.of("Berlin", "Wien"));
        var profile = ProfileText.read(written.text());
        agree(profile, new EveryStock(profile, warehouses(profile), -2, 12));
    }

    /// Those that count for any listing.
    private static List<String> warehouses(Profile profile) {
        return ListingCases.of(profile).cases().stream()
                .flatMap(listing -> KnownWarehouses.of(listing.profile()).names().stream())
                .distinct()
                .toList();
    }

    @Test
    void each_listing_is_looked_at_with_the_statements_that_are_for_it() {
        var profile = ProfileText.of("""
                quantity not more than 10
                quantity custom quantity 7 where tag is "made to order"
                keep 2 in reserve where tag is "fragile"
                when tag is "fragile" and available is 2 then list 4
                """);
        var examined = Examination.of(profile, 1, new Effort());
        assertThat(examined.exact()).isTrue();
        assertThat(examined.listingMost().orElseThrow().listing().example().described())
                .containsExactly("tag \"made to order\"");
        assertThat(examined.listingMore())
                .as("more than there is, and nobody said to ignore stock")
                .containsOnlyKeys(0);
    }

    /// What was not found by looking at the levels that these texts name, and their neighbours.
    @ParameterizedTest
    @ValueSource(strings = {"""
                use the first of "Berlin", "Wien" with at least 2
                keep 1 in reserve at "Berlin"
                keep 15% in reserve""", """
                use the first of "Berlin", "Wien" with at least 2
                keep 1 in reserve at "Berlin"
                keep 20% in reserve
                offer 60%""", """
                keep 2 in reserve at "Berlin"
                keep 20% in reserve
                offer 60%""", """
                use warehouse "Wien"
                quantity single stock
                list nothing below 0
                when available at "Berlin" is above 1 then add 4
                when listed is between 4 and 7 then hold
                when sku is "" then list product value""", """
                use the first of "Berlin", "Wien" with at least 2
                keep 20% in reserve
                quantity single stock
                when not available at "Berlin" is above 3 then list product value
                when available at "Wien" is below 0 then list product value""", """
                use warehouses "Berlin", "Wien"
                quantity single stock
                when available at "Wien" is below 1 then list product value
                when not available at "Wien" is above 2 then hold
                when available at "Wien" is not 0 then add 2""", """
                use the first of "Berlin", "Wien" with at least 3
                keep 1 in reserve at "Berlin"
                keep 16% in reserve""", """
                use the first of "Berlin", "Wien" with at least 0
                keep 1 in reserve at "Berlin"
                when available at "Wien" is not 4 then add 1
                when sellable is not 2 then hold""", """
                use the first of "Berlin", "Wien" with at least 2
                quantity not more than 9
                when tag is empty and listed is above 3 then hold
                when available at "Wien" is above 3 and available at "Berlin" is below 2 then add 3""", """
                use the first of "Berlin", "Wien" with at least 3
                keep 2 in reserve at "Berlin"
                when available at "Wien" is above 5 then list product value
                when listed is between 3 and 6 then stop
                when available at "Berlin" is below 5 then hold""", """
                keep 8 in reserve at "Berlin"
                keep 20% in reserve"""})
    void it_finds_rises_between_the_levels_that_are_named(String statements) {
        var profile = ProfileText.read("profile \"Written\"\n" + statements);
        var every = new EveryStock(profile, KnownWarehouses.of(profile).names(), -2, 12);
        assertThat(every.leastRise()).isPresent();
        assertThat(Examination.of(profile, 1, new Effort()).risesExact()).isTrue();
        agree(profile, every);
    }

    @Test
    void the_smallest_rise_is_found_between_far_levels_too() {
        var slow = ProfileText.of("keep 900 in reserve at \"Berlin\"\nkeep 1% in reserve");
        assertThat(Examination.of(slow, 1, new Effort())
                        .rise()
                        .orElseThrow()
                        .more()
                        .levels()
                        .size())
                .isEqualTo(101);
    }

    @Test
    void two_percentages_of_one_level_let_the_number_waver() {
        var profile =
                ProfileText.of("use warehouse \"Berlin\"\nkeep 30% in reserve\nkeep 20% in reserve at \"Berlin\"");
        var least = new EveryStock(profile, KnownWarehouses.of(profile).names(), -2, 12).leastRise();
        assertThat(least).hasValue(11);
        var rise = Examination.of(profile, 1, new Effort()).rise().orElseThrow();
        assertThat(rise.more().levels().size()).isEqualTo(11);
    }

    @Test
    void what_is_too_much_to_try_is_tried_in_part_and_said_so() {
        var many = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            many.append("when available at \"W%d\" is %d then stop\n".formatted(i, 10 + i));
        }
        var profile = ProfileText.of(many + "when available is above 5 and available is below 8 then add 9");
        var examined = Examination.of(profile, 1, new Effort());
        assertThat(examined.exact()).isFalse();
        assertThat(examined.risesExact()).isFalse();
        assertThat(examined.acted().cardinality()).isEqualTo(8);
        assertThat(examined.listingMore()).containsOnlyKeys(7);
        assertReal(profile, examined);
    }

    /// What is found at a level that no number of the text names.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50   | list in steps of 50; when available is above 20 then add 3
            550  | list in steps of 50; when available is above 520 then add 8
            70   | list in steps of 7; offer 10%; when available is above 65 then add 64
            1006 | list in steps of 1000; keep 6 in reserve; when available is above 900 then add 7
            """)
    void the_smallest_stock_of_which_too_much_is_listed_is_found_where_a_step_begins(long least, String statements) {
        var examined = Examination.of(ProfileText.read(lines(statements)), 1, new Effort());
        assertThat(examined.listingMost().orElseThrow().available()).isEqualTo(least);
        assertThat(examined.exact()).isTrue();
    }

    @Test
    void it_says_when_steps_repeat_too_late_to_find_every_rise() {
        assertThat(risesExact("list in steps of 12; keep 1 in reserve at \"Berlin\""))
                .isTrue();
        assertThat(risesExact("list in steps of 26; keep 1 in reserve at \"Berlin\""))
                .isFalse();
        assertThat(risesExact("list in steps of 26; keep 3 in reserve")).isTrue();
        assertThat(risesExact("list in steps of 26; quantity single stock; keep 1 in reserve at \"Berlin\""))
                .isTrue();
        var wavering = "use warehouse \"Berlin\"; keep 30% in reserve; keep 20% in reserve at \"Berlin\"";
        assertThat(risesExact(wavering)).isTrue();
        assertThat(risesExact("list in steps of 5; " + wavering)).isFalse();
    }

    private static boolean risesExact(String statements) {
        return Examination.of(ProfileText.read(lines(statements)), 1, new Effort())
                .risesExact();
    }

    private static String lines(String statements) {
        return "profile \"Written\"\n" + statements.replace("; ", "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            when available is below 5 then handling time 6 days                                              | 5
            when available is below 5 then stop; when available is below 9 then handling time 6 days         | 9
            when tag is "a" and available is above 7 then handling time 6 days                               | 1
            when available is below 5 then handling time 6 days; when available is at least 7 then hold      | 5
            handling time 2 days; when available is below 5 then handling time 6 days                        |
            when available is below 5 then handling time 6 days; otherwise handling time 2 days              |
            when available is below 5 then handling time 6 days; when available is above 4 then handling time 2 days |
            when available is below 5 then handling time 6 days; when available is at least 5 then hold      |
            when available is below 5 then handling time 6 days; when available is at least 5 then stop      |
            handling time 2 days where tag is "a"; when tag is "a" and available is below 5 then handling time 6 days |
            when available is below 5 then list 1                                                            |
            """)
    void it_finds_where_amazon_keeps_a_handling_time_of_an_exception(String statements, @Nullable Long available) {
        assertThat(Examination.of(ProfileText.read(lines(statements)), 1, new Effort())
                        .leavingHandlingTime()
                        .map(Example::available))
                .isEqualTo(Optional.ofNullable(available));
    }

    /// All lines of one listing would else take all of the effort.
    @Test
    void of_very_many_listings_several_are_tried() {
        var many = new StringBuilder(
                "use warehouses \"A\", \"B\", \"C\"\nkeep 2 in reserve at \"A\"\nkeep 4 in reserve at \"B\"\n");
        for (int i = 0; i < 150; i++) {
            many.append("when available is below %d and tag is \"t%d\" then list at most %d\n"
                    .formatted(1_000 - i, i, i % 7));
        }
        var examined = Examination.of(ProfileText.of(many.toString()), 1, new Effort());
        assertThat(examined.exact()).isFalse();
        assertThat(examined.acted().stream()
                        .mapToObj(each -> examined.acting(each).orElseThrow().listing())
                        .distinct())
                .hasSizeGreaterThan(3);
    }

    /// Each group of listings would else have an effort of its own.
    @Test
    void many_groups_of_listings_with_many_warehouses_are_tried_in_part_and_said_so() {
        var many = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            many.append("keep 1%d in reserve at \"W%d\" where tag is \"t%d\"\n".formatted(i, i, i));
        }
        var profile = ProfileText.of(many.toString());
        var effort = new Effort();
        assertThat(Examination.of(profile, 1, effort).exact()).isFalse();
        assertThat(effort.isSpent()).isTrue();
    }

    @Test
    void it_says_when_percentages_round_too_variously_to_find_every_rise() {
        var firstOf = "profile \"Written\"\nuse the first of \"Berlin\", \"Wien\" with at least 2\n";
        assertThat(Stream.of("keep 33% in reserve", "keep 10% in reserve\noffer 99%")
                        .map(percentages -> ProfileText.read(firstOf + percentages)))
                .allSatisfy(profile -> {
                    var examined = Examination.of(profile, 1, new Effort());
                    assertThat(examined.exact()).isTrue();
                    assertThat(examined.risesExact()).isFalse();
                });
        var alone = Examination.of(ProfileText.read("profile \"Written\"\nkeep 33% in reserve"), 1, new Effort());
        assertThat(alone.risesExact()).isTrue();
    }

    private static void agree(Profile profile, EveryStock every) {
        var examined = Examination.of(profile, 1, new Effort());
        assertReal(profile, examined);
        assertThat(examined.exact()).as("exact with one or two warehouses").isTrue();
        assertSmallest("more is listed than there is", examined.listingMost(), every.leastOverListed());
        if (examined.risesExact()) {
            assertSmallest("a fall makes it rise", examined.rise().map(Examined.Rise::more), every.leastRise());
        }
        assertThat(every.acting().stream().filter(number -> !examined.acted().get(number)))
                .as("exceptions that act and were not seen to act")
                .isEmpty();
        var idle = IdleExceptions.of(profile, examined, new Effort());
        assertThat(idle.unchanging().stream().filter(every::changesSomething))
                .as("exceptions that change something and are said to change nothing")
                .isEmpty();
    }

    /// The grid of every stock ends somewhere, so what was found may lie beyond it.
    private static void assertSmallest(String what, Optional<Example> found, OptionalLong least) {
        long size = found.map(each -> each.levels().size()).orElse(Long.MAX_VALUE);
        assertThat(size).as(what).isLessThanOrEqualTo(least.orElse(Long.MAX_VALUE));
    }

    private static void assertReal(Profile profile, Examined examined) {
        Stream.of(
                        examined.listingMost().stream(),
                        examined.listingSomethingOfNothing().stream(),
                        examined.rise().stream().flatMap(rise -> Stream.of(rise.more(), rise.less())))
                .flatMap(each -> each)
                .forEach(example ->
                        assertThat(Interpreter.outcome(profile, facts(example))).isEqualTo(example.outcome()));
        examined.rise()
                .ifPresent(rise -> assertThat(rise.less().available())
                        .isLessThan(rise.more().available()));
    }

    private static ListingFacts facts(Example example) {
        var warehouses = KnownWarehouses.of(example.listing().profile());
        return example.listing().example().facts(warehouses.stock(example.levels()), 1);
    }
}
