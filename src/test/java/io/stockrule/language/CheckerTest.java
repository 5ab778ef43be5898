package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Condition.AmountTest;
import io.stockrule.language.check.Checker;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity product value",
                "quantity product quantity",
                "QUANTITY Product VALUE",
                "# nothing said",
                "quantity product value # and a comment",
                "\tquantity\u00A0product   value"
            })
    void product_value_has_synonyms_and_is_what_is_meant_by_saying_nothing(String statement) {
        assertThat(ProfileText.of(statement).mode()).isEqualTo(new QuantityMode.ProductValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantity single", "quantity single stock"})
    void single_stock_has_a_short_form(String statement) {
        assertThat(ProfileText.of(statement).mode()).isEqualTo(new QuantityMode.SingleStock());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantity custom 10", "quantity custom quantity 10", "quantity custom quantity 0010"})
    void custom_quantity_has_a_short_form(String statement) {
        assertThat(ProfileText.of(statement).mode()).isEqualTo(new QuantityMode.CustomQuantity(10));
    }

    @Test
    void a_cap_goes_up_to_a_million() {
        assertThat(ProfileText.of("quantity not more than 1000000").mode())
                .isEqualTo(new QuantityMode.NotMoreThan(1_000_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            SELECTION                                | NAMES
            use warehouse "Berlin"                   | Berlin
            use warehouses "Berlin"                  | Berlin
            use warehouses "Berlin", "Wien"          | Berlin,Wien
            use warehouses "Berlin" and "Wien"       | Berlin,Wien
            use warehouses "A", "B" and "C"          | A,B,C
            use warehouse "Berlin", "Berlin", "Wien" | Berlin,Wien
            """)
    void warehouses_are_chosen_by_name(String statement, String names) {
        assertThat(ProfileText.of(statement).selection()).isEqualTo(new Selection.Named(List.of(names.split(","))));
    }

    @Test
    void all_warehouses_count_unless_some_are_excepted() {
        assertThat(ProfileText.of("").selection()).isEqualTo(new Selection.All());
        assertThat(ProfileText.of("use all warehouses").selection()).isEqualTo(new Selection.All());
        assertThat(ProfileText.of("use all warehouses except \"A\" and \"B\"").selection())
                .isEqualTo(new Selection.AllExcept(List.of("A", "B")));
    }

    @Test
    void a_text_may_hold_quotes_backslashes_signs_and_any_script() {
        assertThat(ProfileText.accepted("profile \"27\\\" \\\\ # 香薰 🕯\"").name())
                .isEqualTo("27\" \\ # 香薰 🕯");
    }

    @Test
    void a_decomposed_name_is_the_same_as_a_composed_one() {
        var text = "profile \"Test\"\nuse warehouse \"Zu\u0308rich\"";
        var known = KnownNames.ofWarehouses(Set.of("Z\u00FCrich"));
        assertThat(Checker.check(text, known)).isInstanceOf(Checked.Accepted.class);
        assertThat(ProfileText.accepted(text).selection()).isEqualTo(new Selection.Named(List.of("Z\u00FCrich")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n# between\n  ", "\n\t"})
    void a_line_that_starts_with_then_continues_the_one_before(String lineEnd) {
        var exception = ProfileText.of("when available is below 3" + lineEnd + "then list 0")
                .exceptions()
                .getFirst();
        assertThat(exception.text()).isEqualTo("when available is below 3 then list 0");
        assertThat(exception.action()).isEqualTo(new Action.ListNumber(0));
    }

    @Test
    void a_byte_order_mark_at_the_start_is_no_mistake() {
        assertThat(ProfileText.accepted("\uFEFFprofile \"Notepad\"").name()).isEqualTo("Notepad");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            COMPARISON             | TRUE  | FALSE
            is 5                   | 5     | 4
            is -5                  | -5    | 5
            is not 5               | 4     | 5
            is below 5             | 4     | 5
            is above 5             | 6     | 5
            is at least 5          | 5     | 4
            is at most 5           | 5     | 6
            is between 5 and 9     | 9     | 10
            is between -5 and -5   | -5    | -4
            """)
    void an_amount_is_compared(String comparison, long holds, long fails) {
        var condition = conditionOf("available " + comparison);
        assertThat(condition).isInstanceOfSatisfying(AmountTest.class, test -> {
            assertThat(test.comparison().holdsFor(holds)).isTrue();
            assertThat(test.comparison().holdsFor(fails)).isFalse();
        });
    }

    @Test
    void four_amounts_can_be_tested() {
        assertThat(List.of("available", "available at \"Wien\"", "sellable", "listed"))
                .extracting(amount -> ((AmountTest) conditionOf(amount + " is 1")).amount())
                .containsExactly(
                        new Amount.Available(),
                        new Amount.AvailableAt("Wien"),
                        new Amount.Sellable(),
                        new Amount.Listed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            TEST                              | TRUE       | FALSE
            is 2026-12-24                     | 2026-12-24 | 2026-12-25
            is before 2026-12-24              | 2026-12-23 | 2026-12-24
            is after 2026-12-24               | 2026-12-25 | 2026-12-24
            is between 2028-02-29 and 2028-03-01 | 2028-03-01 | 2028-03-02
            """)
    void a_date_is_tested(String test, LocalDate holds, LocalDate fails) {
        assertThat(conditionOf("date " + test)).isInstanceOfSatisfying(Condition.OnDate.class, condition -> {
            assertThat(condition.test().holdsOn(holds)).isTrue();
            assertThat(condition.test().holdsOn(fails)).isFalse();
        });
    }

    @Test
    void an_exception_can_do_eight_things() {
        var actions = List.of(
                "list 4",
                "list product value",
                "list product quantity",
                "list at most 4",
                "list at least 4",
                "add 4",
                "subtract 4",
                "hold",
                "stop");
        assertThat(actions)
                .extracting(action -> ProfileText.of("when available is 1 then " + action)
                        .exceptions()
                        .getFirst()
                        .action())
                .containsExactly(
                        new Action.ListNumber(4),
                        new Action.ListProductValue(),
                        new Action.ListProductValue(),
                        new Action.ListAtMost(4),
                        new Action.ListAtLeast(4),
                        new Action.Add(4),
                        new Action.Subtract(4),
                        new Action.Hold(),
                        new Action.Stop());
    }

    @Test
    void unknown_stock_has_a_statement_of_its_own() {
        assertThat(ProfileText.of("").unknown()).isEmpty();
        assertThat(ProfileText.of("when stock is unknown then list 5").unknown())
                .contains(new UnknownStock.ListNumber(5));
        assertThat(ProfileText.of("when stock is unknown then hold").unknown()).contains(new UnknownStock.Hold());
        assertThat(ProfileText.of("when stock is unknown then stop").unknown()).contains(new UnknownStock.Stop());
    }

    @Test
    void an_expected_stock_goes_into_one_warehouse_that_counts() {
        assertThat(stockExpected("expect available -4 lists 0")).containsExactly(level("", -4));
        assertThat(stockExpected("expect available 4 lists 4\nuse all warehouses except \"Outlet\""))
                .containsExactly(level("", 4));
        assertThat(stockExpected("expect available 4 lists 4\nuse warehouses \"Wien\", \"Berlin\""))
                .containsExactly(level("Wien", 4));
        assertThat(stockExpected("expect \"Wien\" 4, \"Berlin\" -1 lists 3"))
                .containsExactly(level("Wien", 4), level("Berlin", -1));
        assertThat(stockExpected("expect stock unknown holds")).isEmpty();
    }

    @Test
    void an_expectation_gives_the_facts_that_it_names() {
        var facts = factsOf("expect available 8, pack 2, shopify keeps selling with sku is \"S\", vendor is \"V\","
                + " product type is \"P\", tag is \"a\", tag is \"b\", barcode is \"B\", title is \"T\","
                + " marketplace is \"DE\", collection is \"C\" on 2026-12-24 08:30 lists 4");
        assertThat(facts.packSize()).isEqualTo(2);
        assertThat(facts.marketplace()).isEqualTo("DE");
        assertThat(facts.date()).contains(LocalDate.of(2026, 12, 24));
        assertThat(facts.time()).contains(LocalTime.of(8, 30));
        var variant = facts.variant();
        assertThat(variant.keepsSelling()).isTrue();
        assertThat(List.of(variant.sku(), variant.vendor(), variant.productType(), variant.barcode(), variant.title()))
                .containsExactly("S", "V", "P", "B", "T");
        assertThat(variant.tags()).containsExactly("a", "b");
        assertThat(variant.collections()).containsExactly("C");
    }

    @Test
    void an_expectation_leaves_everything_else_empty() {
        var facts = factsOf("expect available 8 lists 8");
        assertThat(facts.packSize()).isEqualTo(1);
        assertThat(facts.date()).isEmpty();
        assertThat(facts.time()).isEmpty();
        assertThat(facts.variant().tags()).isEmpty();
        assertThat(facts.variant().sku()).isEmpty();
        assertThat(facts.variant().tracked()).isTrue();
    }

    @Test
    void statements_may_stand_in_any_order() {
        var profile = ProfileText.accepted("""
                profile "Any order"
                expect "Berlin" 20, "Wien" 5 lists 3
                quantity not more than 3
                keep 2 in reserve
                use warehouse "Berlin"
                """);
        assertThat(profile.reserves()).containsExactly(new Reserve(new Reserve.Kept.Units(2), Optional.empty()));
        assertThat(profile.selection()).isEqualTo(new Selection.Named(List.of("Berlin")));
    }

    @Test
    void a_mistake_in_one_expectation_does_not_hide_that_another_fails() {
        var text = """
                profile "Test"
                expect available 3 lists 4
                expect available 3 list 3
                """;
        assertThat(Checker.check(text, KnownNames.ANY).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.EXPECTATION_FAILED, Code.UNEXPECTED);
    }

    @Test
    void codes_are_given_once() {
        assertThat(Code.values()).extracting(Code::id).doesNotHaveDuplicates();
    }

    private static Condition conditionOf(String test) {
        return ProfileText.of("when " + test + " then hold")
                .exceptions()
                .getFirst()
                .condition();
    }

    private static ListingFacts factsOf(String statements) {
        return ProfileText.of(statements).expectations().getFirst().facts();
    }

    private static List<WarehouseStock> stockExpected(String statements) {
        return factsOf(statements).variant().stock();
    }

    private static WarehouseStock level(String warehouse, long units) {
        return new WarehouseStock(warehouse, OptionalLong.of(units), true);
    }
}
