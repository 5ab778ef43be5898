package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The meaning of the language, one test a row. A profile whose expectation fails is refused, so these texts are tests
/// of their own. Step 9 is not here: included rules are not the reference's.
class LanguageMeaningTest {
    @Test
    void step_1_select() {
        ProfileText.of("expect \"A\" 4, \"B\" -1 lists 3");
        ProfileText.of("use all warehouses except \"B\"\nexpect \"A\" 4, \"B\" 5 lists 4\nexpect \"B\" 5 holds");
        ProfileText.of("use warehouses \"A\"\nexpect \"A\" 4, \"B\" 5 lists 4");
        ProfileText.of("""
                use the first of "A", "B", "C" with at least 5
                expect "A" 9, "B" 7 lists 9
                expect "A" 4, "B" 7, "C" 9 lists 7
                expect "A" 4, "B" 3 lists 3
                """);
    }

    @Test
    void step_1_select_takes_active_levels_and_an_unknown_one_counts_0_beside_known_ones() {
        var profile = ProfileText.of("");
        assertThat(outcome(profile, true, level("A", 4), unknown("B"))).isEqualTo(new Outcome.Lists(4));
        assertThat(outcome(profile, true, level("A", 4), closed("B", 5))).isEqualTo(new Outcome.Lists(4));
        assertThat(outcome(profile, true, unknown("A"))).isInstanceOf(Outcome.Holds.class);
        assertThat(outcome(profile, false, level("A", 4))).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void step_2_unknown() {
        ProfileText.of("expect stock unknown holds");
        ProfileText.of("quantity not more than 3\nexpect stock unknown holds");
        ProfileText.of("quantity single stock\nexpect stock unknown lists 1");
        ProfileText.of("quantity custom quantity 10\nexpect stock unknown lists 10");
        ProfileText.of("quantity single stock\nwhen stock is unknown then hold\nexpect stock unknown holds");
        ProfileText.of("when stock is unknown then stop\nexpect stock unknown stops");
        ProfileText.of("""
                keep 2 in reserve
                list nothing below 9
                when stock is unknown then list 5
                when shopify keeps selling then stop
                expect stock unknown, shopify keeps selling lists 5
                """);
    }

    @Test
    void step_3_reserve() {
        ProfileText.of("keep 2 in reserve\nexpect available 12 lists 10\nexpect available 1 lists 0");
        ProfileText.of("keep 10% in reserve\nexpect available 11 lists 9\nexpect available -5 lists 0");
        ProfileText.of("""
                use warehouses "A", "B"
                keep 1 in reserve
                keep 3 in reserve at "A"
                keep 50% in reserve at "B"
                keep 9 in reserve at "C"
                expect "A" 10, "B" 5, "C" 9 lists 8
                expect "A" 2, "B" 5 lists 1
                expect "A" -2, "B" 9 lists 1
                """);
    }

    @Test
    void step_3_reserve_lowers_sellable_and_never_available() {
        ProfileText.of("""
                keep 5 in reserve
                when available is 9 and sellable is 4 then list 99
                expect available 9 lists 99
                """);
    }

    @Test
    void step_4_share() {
        ProfileText.of("keep 1 in reserve\noffer 50%\nexpect available 10 lists 4\nexpect available -9 lists 0");
    }

    @Test
    void step_5_pack() {
        ProfileText.of("keep 2 in reserve\noffer 50%\nexpect available 20, pack 4 lists 2");
        ProfileText.of("when sellable is 0 then list 7\nexpect available -9, pack 2 lists 7");
    }

    @Test
    void step_6_mode() {
        ProfileText.of("expect available 7 lists 7");
        ProfileText.of("quantity product value\nexpect available 7 lists 7");
        ProfileText.of("quantity not more than 4\nexpect available 7 lists 4\nexpect available 3 lists 3");
        ProfileText.of("quantity single stock\nexpect available 0 lists 1\nexpect available 7 lists 1");
        ProfileText.of("quantity custom quantity 10\nexpect available 0 lists 10\nexpect available 90 lists 10");
    }

    @Test
    void step_7_minimum() {
        ProfileText.of("""
                quantity not more than 5
                list nothing below 3
                expect available 9 lists 5
                expect available 3 lists 3
                expect available 2 lists 0
                """);
        ProfileText.of("quantity single stock\nlist nothing below 3\nexpect available 9 lists 1");
        ProfileText.of("quantity custom quantity 2\nlist nothing below 3\nexpect available 9 lists 2");
    }

    @Test
    void where_the_first_statement_of_a_kind_whose_condition_holds_applies() {
        ProfileText.of("""
                quantity not more than 3 where product type is "Candle"
                quantity not more than 10
                quantity custom 7 where tag is "made to order"
                keep 2 in reserve
                keep 5 in reserve where tag is "fragile"
                offer 50% where vendor is "Aroma House"
                list nothing below 4 where product type is "Candle" and tag is "fragile"
                when stock is unknown then list 1 where tag is "fragile"
                expect available 20 lists 10
                expect available 20 with product type is "Candle" lists 3
                expect available 20 with product type is "candle", tag is "made to order" lists 3
                expect available 0 with tag is "made to order" lists 7
                expect available 9 with tag is "fragile" lists 4
                expect available 8 with vendor is "Aroma House" lists 3
                expect available 20 with product type is "Candle", tag is "fragile" lists 0
                expect stock unknown holds
                expect stock unknown with tag is "fragile" lists 1
                """);
    }

    @Test
    void where_each_warehouse_has_a_reserve_of_its_own_kind() {
        ProfileText.of("""
                keep 1 in reserve
                keep 2 in reserve at "A"
                keep 3 in reserve at "A" where tag is "x"
                keep 4 in reserve at "B" where tag is "x"
                expect "A" 9, "B" 9 lists 15
                expect "A" 9, "B" 9 with tag is "x" lists 10
                """);
    }

    @Test
    void step_7b_steps() {
        ProfileText.of("""
                list in steps of 5
                list nothing below 7
                quantity not more than 12
                expect available 40 lists 10
                expect available 9 lists 5
                expect available 7 lists 5
                expect available 6 lists 0
                expect available -6 lists 0
                expect available 41, pack 4 lists 10
                """);
        ProfileText.of("quantity single stock\nlist in steps of 5\nexpect available 9 lists 1");
        ProfileText.of("quantity custom quantity 7\nlist in steps of 5\nexpect available 9 lists 7");
        ProfileText.of("""
                list in steps of 5
                when listed is 10 and sellable is 13 then list product value
                when listed is 10 then add 1
                expect available 13 lists 13
                expect available 14 lists 11
                """);
    }

    @Test
    void where_other_warehouses_count_and_what_is_available_lies_there() {
        ProfileText.of("""
                use warehouse "Berlin" where marketplace is "DE"
                use warehouses "Wien", "Graz" where marketplace is "AT"
                expect "Berlin" 4, "Wien" 3 with marketplace is "DE" lists 4
                expect "Berlin" 4, "Wien" 3 with marketplace is "AT" lists 3
                expect "Berlin" 4, "Wien" 3 with marketplace is "FR" lists 7
                expect available 5 with marketplace is "AT" lists 5
                """);
    }

    @Test
    void where_it_depends_on_the_time() {
        var profile = ProfileText.of("""
                handling time 1 day
                handling time 5 days where date is between 2026-12-20 and 2026-12-26
                keep 5 in reserve where time is between 22:00 and 06:00
                expect available 9 on 2026-12-24 12:00 lists 9
                expect available 9 on 2026-12-24 23:00 lists 4
                """);
        assertThat(handling(profile, "2026-12-19")).hasValue(1);
        assertThat(handling(profile, "2026-12-20")).hasValue(5);
        assertThat(handling(profile, "2026-12-27")).hasValue(1);
    }

    private static OptionalInt handling(Profile profile, String date) {
        var variant = new VariantFacts("", "", "", "", List.of(), "", List.of(), true, false, List.of(level("A", 9)));
        var facts = new ListingFacts(
                variant, "", 1, OptionalInt.empty(), Optional.of(LocalDate.parse(date)), Optional.empty());
        return Interpreter.decide(profile, facts).handlingDays();
    }

    @Test
    void a_product_status_is_told_whatever_its_letters() {
        ProfileText.of("""
                when product status is one of "Draft", "archived" then stop
                when product status starts with "un" then list 1
                when not product status is "active" then list 2
                when product status is empty then list 3
                expect available 9 with product status is "DRAFT" stops
                expect available 9 with product status is "archived" stops
                expect available 9 with product status is "unlisted" lists 1
                expect available 9 with product status is "active" lists 9
                expect available 9 lists 2
                """);
    }

    @Test
    void a_metafield_that_is_absent_is_empty_and_each_is_told_from_others() {
        ProfileText.of("""
                when metafield "custom.season" is empty then list 1
                when metafield "custom.season" is "Winter" and metafield "custom.Season" is "x" then list 2
                when metafield "custom.season" contains "int" then list 3
                expect available 9 lists 1
                expect available 9 with metafield "custom.Season" is "winter" lists 1
                expect available 9 with metafield "custom.season" is "winter", metafield "custom.Season" is "X" lists 2
                expect available 9 with metafield "custom.season" is "WINTER" lists 3
                expect available 9 with metafield "custom.season" is "summer" lists 9
                """);
    }

    @Test
    void step_8_exceptions_the_first_whose_condition_holds_acts() {
        ProfileText.of("""
                when available is below 5 then add 1
                when available is below 9 then add 10
                expect available 4 lists 5
                expect available 8 lists 18
                expect available 9 lists 9
                """);
    }

    @Test
    void step_8_exceptions_act() {
        var capped = "quantity not more than 4\nwhen available is above 0 then ";
        ProfileText.of(capped + "list 2\nexpect available 9 lists 2");
        ProfileText.of(capped + "list product value\nexpect available 9 lists 9");
        ProfileText.of(capped + "list at most 3\nexpect available 9 lists 3\nexpect available 2 lists 2");
        ProfileText.of(capped + "list at least 3\nexpect available 9 lists 4\nexpect available 2 lists 3");
        ProfileText.of(capped + "add 3\nexpect available 9 lists 7");
        ProfileText.of(capped + "subtract 3\nexpect available 9 lists 1\nexpect available 2 lists 0");
        ProfileText.of(capped + "stop\nexpect available 9 stops");
        ProfileText.of(capped + "hold\nexpect available 9 holds");
    }

    @Test
    void step_8_what_an_exception_does_otherwise_acts_where_its_condition_does_not_hold() {
        var text = """
                keep 1 in reserve
                when available is below 5 then list at most 1 and handling time 5 days
                  otherwise handling time 2 days
                """;
        assertThat(decided(text, 4)).isEqualTo("1 in 5 days");
        assertThat(decided(text, 5)).isEqualTo("4 in 2 days");
        assertThat(decided("handling time 9 days\n" + text, 5)).isEqualTo("4 in 2 days");
        assertThat(decided("handling time 9 days\nwhen available is 3 then add 1 otherwise stop", 3))
                .isEqualTo("4 in 9 days");
        assertThat(decided("handling time 9 days\nwhen available is 3 then add 1 otherwise stop", 4))
                .isEqualTo("stops in 9 days");
        assertThat(decided("when available is 3 then stop and handling time 0 days", 3))
                .isEqualTo("stops in 0 days");
    }

    @Test
    void step_8_while_stock_is_unknown_nothing_is_done_otherwise() {
        var profile = ProfileText.of("""
                handling time 9 days
                when stock is unknown then list 5
                when available is below 5 then stop otherwise list 7 and handling time 2 days
                """);
        var decision = Interpreter.decide(profile, facts(true, unknown("A")));
        assertThat(decision.outcome()).isEqualTo(new Outcome.Lists(5));
        assertThat(decision.handlingDays()).hasValue(9);
    }

    private static String decided(String statements, int available) {
        var decision = Interpreter.decide(ProfileText.of(statements), facts(true, level("A", available)));
        var listed = decision.outcome() instanceof Outcome.Lists(int quantity) ? String.valueOf(quantity) : "stops";
        return "%s in %d days".formatted(listed, decision.handlingDays().orElse(-1));
    }

    @Test
    void step_8_exceptions_see_the_amounts_as_they_are_when_it_begins() {
        ProfileText.of("""
                keep 1 in reserve
                quantity not more than 4
                list nothing below 2
                when available is 9 and sellable is 8 and listed is 4 then list 100
                when available is 2 and sellable is 1 and listed is 0 then list 200
                expect available 9 lists 100
                expect available 2 lists 200
                """);
    }

    @Test
    void step_10_guard() {
        ProfileText.of("expect available 1000000 lists 999999");
        ProfileText.of("when available is 5 then list 1000000\nexpect available 5 lists 999999");
        ProfileText.of("expect available -7 lists 0");
    }

    @Test
    void comparisons_of_unknown_numbers_and_dates_that_are_not_given_are_false_and_not_of_them_true() {
        ProfileText.of("""
                when available at "B" is below 3 then list 100
                when not available at "B" is below 3 and tag is "b" then list 200
                when not date is 2026-12-24 and tag is "d" then list 300
                when not time is between 00:00 and 23:59 and tag is "t" then list 400
                when not day is one of monday, tuesday, wednesday, thursday, friday, saturday, sunday then list 500
                expect "A" 5, "B" 2 lists 100
                expect "A" 5 with tag is "b" lists 200
                expect "A" 5 with tag is "d" lists 300
                expect "A" 5 with tag is "t" lists 400
                expect "A" 5 lists 500
                expect "A" 5 on 2026-12-24 08:00 lists 5
                """);
    }

    @Test
    void comparisons_of_texts_ignore_case_but_for_sku_and_barcode() {
        ProfileText.of("""
                when vendor is "STRASSE" then list 100
                when sku is "ab" then list 200
                when barcode starts with "x" then list 300
                when title is empty and vendor is not "A" then list 400
                expect available 5 with vendor is "straße" lists 100
                expect available 5 with sku is "ab" lists 200
                expect available 5 with sku is "AB", title is "T" lists 5
                expect available 5 with barcode is "X", title is "T" lists 5
                expect available 5 with vendor is "a" lists 5
                expect available 5 lists 400
                """);
    }

    @Test
    void comparisons_of_tags_mean_any_of_them_and_is_not_means_none() {
        ProfileText.of("""
                when tag is "a" then list 100
                when tag is not "b" then list 200
                expect available 5 with tag is "b", tag is "A" lists 100
                expect available 5 with tag is "c", tag is "d" lists 200
                expect available 5 with tag is "c", tag is "b" lists 5
                """);
    }

    @Test
    void comparisons_with_between_include_both_ends_and_a_time_may_span_midnight() {
        ProfileText.of("""
                when available is between 3 and 5 then list 100
                when date is between 2026-12-24 and 2026-12-26 then list 200
                when time is between 22:00 and 06:00 then list 300
                expect available 2 lists 2
                expect available 3 lists 100
                expect available 5 lists 100
                expect available 6 lists 6
                expect available 9 on 2026-12-24 lists 200
                expect available 9 on 2026-12-26 23:59 lists 200
                expect available 9 on 2026-12-23 22:00 lists 300
                expect available 9 on 2026-12-27 06:00 lists 300
                expect available 9 on 2026-12-27 06:01 lists 9
                """);
    }

    @Test
    void expectations_put_available_into_one_chosen_warehouse() {
        ProfileText.of("use warehouses \"A\", \"B\"\nkeep 3 in reserve at \"A\"\nexpect available 9 lists 6");
        ProfileText.of("keep 3 in reserve at \"A\"\nexpect available 9 lists 9");
        ProfileText.of("use warehouses \"A\"\nexpect \"B\" 9 holds");
    }

    @Test
    void expectations_of_0_accept_a_stop_and_of_a_stop_nothing_else() {
        ProfileText.of("when available is 1 then stop\nexpect available 1 lists 0\nexpect available 1 stops");
        ProfileText.mistakeIn("expect available 0 stops").as(Code.EXPECTATION_FAILED);
        ProfileText.mistakeIn("when available is 1 then hold\nexpect available 1 lists 0")
                .as(Code.EXPECTATION_FAILED);
    }

    private static Outcome outcome(Profile profile, boolean tracked, WarehouseStock... levels) {
        return Interpreter.outcome(profile, facts(tracked, levels));
    }

    private static ListingFacts facts(boolean tracked, WarehouseStock... levels) {
        var variant = new VariantFacts("", "", "", "", List.of(), "", List.of(), tracked, false, List.of(levels));
        return new ListingFacts(variant, "", 1, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    private static WarehouseStock level(String warehouse, long available) {
        return new WarehouseStock(warehouse, OptionalLong.of(available), true);
    }

    private static WarehouseStock closed(String warehouse, long available) {
        return new WarehouseStock(warehouse, OptionalLong.of(available), false);
    }

    private static WarehouseStock unknown(String warehouse) {
        return new WarehouseStock(warehouse, OptionalLong.empty(), true);
    }

    @Test
    void a_date_without_a_year_comes_every_year() {
        ProfileText.of("""
                when date is 12-24 then list 1
                when date is before 01-03 then list 2
                when date is after 12-30 then list 3
                when date is between 02-20 and 02-29 then list 4
                when date is between 11-20 and 01-10 then list 5
                expect available 9 lists 9
                expect available 9 on 2026-12-24 lists 1
                expect available 9 on 2031-12-24 lists 1
                expect available 9 on 2026-01-01 lists 2
                expect available 9 on 2026-01-02 lists 2
                expect available 9 on 2026-12-31 lists 3
                expect available 9 on 2027-02-28 lists 4
                expect available 9 on 2028-02-29 lists 4
                expect available 9 on 2027-03-01 lists 9
                expect available 9 on 2026-11-20 lists 5
                expect available 9 on 2026-12-30 lists 5
                expect available 9 on 2027-01-10 lists 5
                expect available 9 on 2027-01-11 lists 9
                expect available 9 on 2026-11-19 lists 9
                """);
        ProfileText.of("""
                when date is 02-29 then list 1
                when not date is before 02-29 and date is before 03-02 then list 2
                expect available 9 on 2028-02-29 lists 1
                expect available 9 on 2027-03-01 lists 2
                expect available 9 on 2027-02-28 lists 9
                """);
    }
}
