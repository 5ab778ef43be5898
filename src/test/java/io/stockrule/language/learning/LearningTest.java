package io.stockrule.language.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is proposed, and what is said of it.
class LearningTest {
    private static final int UNKNOWN = -99;

    private final List<OldListing> pairs = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity product value",
                "keep 2 in reserve|quantity product value",
                "keep 7 in reserve|quantity not more than 12",
                "keep 10% in reserve|offer 55%|quantity product value",
                "offer 55%|quantity product value",
                "quantity not more than 10|list nothing below 4",
                "quantity single stock|when available is between 10 and 20 then stop",
                "quantity custom quantity 25|when available is 0 then stop",
                "quantity not more than 10|when available is below 3 then hold",
                "quantity product value|when available is between 10 and 19 then list 8",
                "quantity product value|when available is above 20 then subtract 4",
                "quantity product value|when available is above 30 then list at least 50"
            })
    void a_profile_is_found_as_it_was(String lines) {
        listAll(profile(lines), 0, 60);
        assertThat(learned().unexplained()).isEmpty();
        assertThat(lines(learned())).isEqualTo(lines);
    }

    @Test
    void wrong_numbers_do_not_hide_the_profile_and_are_named() {
        var hidden =
                profile("keep 2 in reserve|quantity not more than 10|when available is between 10 and 19 then list 4");
        var random = new Random(5);
        var wrong = new ArrayList<Long>();
        for (int line = 2; line < 3_002; line++) {
            var facts = available(random.nextInt(60));
            var listed = Proposal.listed(hidden, facts);
            if (line % 100 == 0) {
                wrong.add((long) line);
                listed = OptionalInt.of(listed.orElse(0) + 1 + random.nextInt(5));
            }
            pairs.add(new OldListing(line, facts, listed));
        }
        var learned = learned();
        assertThat(learned.profile().meaning()).isEqualTo(hidden.meaning());
        assertThat(learned.unexplained()).extracting(each -> each.pair().line()).containsExactlyElementsOf(wrong);
        assertThat(learned.explained()).isEqualTo(2_970);
    }

    @Test
    void an_exception_for_a_handful_is_not_proposed_among_other_wrong_numbers() {
        for (int available = 0; available < 300; available++) {
            list(available, available % 50 == 20 || available == 41 || available == 42 ? 7 : available);
        }
        assertThat(lines(learned())).isEqualTo("quantity product value");
        assertThat(learned().unexplained()).hasSize(8);
    }

    @Test
    void an_exception_for_a_handful_is_proposed_if_it_explains_everything() {
        for (int available = 0; available < 300; available++) {
            list(available, available == 41 || available == 42 ? 7 : available);
        }
        assertThat(lines(learned()))
                .isEqualTo("quantity product value|when available is between 41 and 42 then list 7");
    }

    @Test
    void warehouses_without_influence_are_left_out() {
        var hidden = profile("use warehouses \"Berlin\", \"Hamburg\"|keep 2 in reserve|quantity product value");
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            var facts = stock(random.nextInt(20), random.nextInt(20), random.nextInt(20));
            pairs.add(new OldListing(i + 2, facts, Proposal.listed(hidden, facts)));
        }
        assertThat(learned().profile().meaning()).isEqualTo(hidden.meaning());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            LISTED OF UNKNOWN | SAID
                              | ''
                            0 | when stock is unknown then stop
                            4 | when stock is unknown then list 4
            """)
    void unknown_stock_is_explained_by_what_was_listed_of_it(Integer listed, String said) {
        listAll(profile("quantity not more than 20"), 0, 40);
        for (int i = 0; i < 20; i++) {
            list(UNKNOWN, listed);
        }
        assertThat(learned().unexplained()).isEmpty();
        assertThat(lines(learned())).isEqualTo("quantity not more than 20" + (said.isEmpty() ? "" : "|" + said));
    }

    @Test
    void nothing_but_unknown_stock_can_be_learned_from() {
        for (int i = 0; i < 20; i++) {
            list(UNKNOWN, 5);
        }
        assertThat(lines(learned())).isEqualTo("quantity custom quantity 5");
        assertThat(learned().unexplained()).isEmpty();
    }

    @Test
    void one_amount_gives_the_shortest_of_many_profiles_and_says_that_it_is_one() {
        for (int i = 0; i < 50; i++) {
            list(12, 10);
        }
        var learned = learned();
        assertThat(lines(learned)).isEqualTo("quantity custom quantity 10");
        assertThat(learned.open()).containsExactly("only 12 available was seen");
    }

    @Test
    void the_same_number_of_any_stock_is_a_custom_quantity() {
        for (int available = 0; available < 50; available++) {
            list(available, 7);
        }
        assertThat(lines(learned())).isEqualTo("quantity custom quantity 7");
    }

    @Test
    void of_the_same_stock_with_two_numbers_one_cannot_be_explained() {
        listAll(profile("quantity product value"), 0, 30);
        list(5, 5);
        list(5, 9);
        list(8, 1);
        list(8, 8);
        var learned = learned();
        assertThat(learned.contradicted()).isEqualTo(2);
        assertThat(learned.unexplained())
                .extracting(
                        each -> each.pair().listed().orElseThrow(),
                        each -> each.proposed().orElseThrow())
                .containsExactly(tuple(9, 5), tuple(1, 8));
    }

    @Test
    void nothing_sent_is_a_hold() {
        for (int available = 0; available < 40; available++) {
            list(available, available < 5 ? null : Integer.valueOf(available));
        }
        assertThat(lines(learned())).isEqualTo("quantity product value|when available is below 5 then hold");
    }

    @Test
    void numbers_that_the_pairs_leave_open_are_named() {
        for (int available : new int[] {0, 5, 10, 20, 40, 100, 110, 120}) {
            list(available, available > 40 ? 3 : available);
        }
        assertThat(lines(learned())).isEqualTo("quantity product value|when available is above 50 then list 3");
        assertThat(learned().open())
                .containsExactly(
                        "when available is above 50 then list 3: 40 to 99 explains the same pairs",
                        "available 0 to 120 was seen, and nothing is known of other stock",
                        "no available between 40 and 100 was seen");
    }

    @Test
    void profiles_that_are_as_short_and_explain_as_much_are_named() {
        for (int available = 0; available < 40; available++) {
            list(available, available < 20 ? 4 : 9);
        }
        var learned = learned();
        assertThat(lines(learned)).isEqualTo("quantity custom quantity 4|when available is above 19 then list 9");
        assertThat(learned.others()).anySatisfy(other -> assertThat(other).contains("quantity custom quantity 9"));
    }

    @Test
    void an_exception_may_look_at_a_tag() {
        for (int available = 0; available < 60; available++) {
            boolean isFragile = available % 7 == 3;
            var facts = facts(List.of(level("", available)), isFragile ? List.of("new", "Fragile") : List.of("new"));
            pairs.add(new OldListing(available + 2, facts, OptionalInt.of(isFragile ? 0 : available)));
        }
        assertThat(lines(learned())).isEqualTo("quantity product value|when tag is \"Fragile\" then stop");
    }

    /// Far beyond what shops have, and beyond what a profile can name.
    @Test
    void an_exception_may_look_at_a_metafield_or_at_the_status() {
        for (int units = 0; units < 60; units++) {
            var plain = facts(List.of(level("", units)), List.of());
            boolean summer = units % 3 == 0;
            var facts = plain.with(plain.variant()
                    .with("ACTIVE", Map.of("custom.season", summer ? "summer" : "winter", "custom.other", "" + units)));
            pairs.add(new OldListing(pairs.size() + 2, facts, OptionalInt.of(summer ? 0 : units)));
        }
        assertThat(lines(learned())).contains("when metafield \"custom.season\" is \"summer\" then");
        pairs.clear();
        for (int units = 0; units < 60; units++) {
            var plain = facts(List.of(level("", units)), List.of());
            boolean draft = units % 3 == 0;
            var facts = plain.with(plain.variant().with(draft ? "DRAFT" : "ACTIVE", Map.of()));
            pairs.add(new OldListing(pairs.size() + 2, facts, OptionalInt.of(draft ? 0 : units)));
        }
        assertThat(lines(learned())).contains("when product status is ");
    }

    @Test
    void amounts_of_any_size_are_counted() {
        for (int i = 0; i < 30; i++) {
            list(i, i);
        }
        pairs.add(new OldListing(90, facts(List.of(level("", Long.MAX_VALUE)), List.of()), OptionalInt.of(999_999)));
        pairs.add(new OldListing(91, facts(List.of(level("", Long.MIN_VALUE)), List.of()), OptionalInt.of(0)));
        assertThat(lines(learned())).isEqualTo("quantity product value");
        assertThat(learned().unexplained()).isEmpty();
    }

    @Test
    void the_same_pairs_give_the_same_profile() {
        pairs.addAll(new HiddenProfiles(11).pairs(300));
        assertThat(learned()).isEqualTo(learned());
    }

    @Test
    void what_is_proposed_is_accepted_as_it_is_written() {
        listAll(profile("keep 2 in reserve|quantity not more than 10"), 0, 30);
        var checked = Checker.check(learned().text(), KnownNames.ANY);
        assertThat(checked)
                .isInstanceOfSatisfying(
                        Checked.Accepted.class,
                        it -> assertThat(it.profile()).isEqualTo(learned().profile()));
    }

    @Test
    void no_profile_has_a_name_that_cannot_be_written() {
        list(1, 1);
        assertThat(Learning.of("two\nlines", pairs)).isEmpty();
    }

    @Test
    void nothing_is_learned_from_nothing() {
        assertThatThrownBy(this::learned).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_warehouse_that_no_profile_can_name_is_not_named() {
        for (int i = 0; i < 40; i++) {
            var facts = facts(List.of(level("Ber\nlin", i), level("Wien", 40 - i)), List.of());
            pairs.add(new OldListing(i + 2, facts, OptionalInt.of(i)));
        }
        var learned = learned();
        assertThat(learned.text()).doesNotContain("Ber");
        assertThat(learned.unexplained()).isNotEmpty();
    }

    private Learned learned() {
        return Learning.of("Learned", pairs).orElseThrow();
    }

    private void listAll(Profile hidden, int first, int last) {
        for (int available = first; available <= last; available++) {
            var facts = available(available);
            pairs.add(new OldListing(available + 2, facts, Proposal.listed(hidden, facts)));
        }
    }

    private void list(int available, @Nullable Integer listed) {
        pairs.add(new OldListing(
                pairs.size() + 2, available(available), listed == null ? OptionalInt.empty() : OptionalInt.of(listed)));
    }

    private static ListingFacts available(int units) {
        return facts(List.of(level("", units)), List.of());
    }

    private static ListingFacts stock(int berlin, int hamburg, int outlet) {
        return facts(List.of(level("Berlin", berlin), level("Hamburg", hamburg), level("Outlet", outlet)), List.of());
    }

    private static WarehouseStock level(String warehouse, long units) {
        return new WarehouseStock(warehouse, units == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(units), true);
    }

    private static ListingFacts facts(List<WarehouseStock> stock, List<String> tags) {
        var variant = new VariantFacts("", "", "", "", tags, "", List.of(), true, false, stock);
        return new ListingFacts(variant, "", 1, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    private static Profile profile(String lines) {
        var text = "profile \"Learned\"\n" + lines.replace('|', '\n') + "\n";
        return ((Checked.Accepted) Checker.read(text, KnownNames.ANY)).profile();
    }

    private static String lines(Learned learned) {
        return String.join("|", learned.text().lines().skip(1).toList());
    }
}
