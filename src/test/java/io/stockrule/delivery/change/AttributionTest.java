package io.stockrule.delivery.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {
    private static final int SENT = 10;

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            SHOWN BEFORE, NOW | SUBMITTED BEFORE, NOW | CHANGES
            10, 10            | 10, 10                | []
            10, 7             | 10, 10                | [10 to 7 SALE perhaps]
            7, 9              | 10, 10                | [7 to 9 SALE perhaps]
            7, 40             | 10, 10                | [7 to 40 SELLER_CENTRAL]
            10, 7             | -, -                  | [10 to 7 SALE perhaps]
            10, 7             | -, 3                  | [10 to 7 SALE perhaps]
            10, 7             | 3, -                  | [10 to 7 SALE perhaps]
            10, 4             | 10, 4                 | [10 to 4 PROGRAM]
            10, 25            | 10, 25                | [10 to 25 PROGRAM]
            10, 24            | 10, 25                | [10 to 25 PROGRAM, 25 to 24 SALE perhaps]
            10, 10            | 10, 25                | []
            10, 9             | 10, 25                | [10 to 9 SALE perhaps]
            10, 9             | 10, 4                 | [10 to 9 SALE perhaps]
            8, 8              | 10, 8                 | []
            """)
    void looks_tell_who_it_was(String shown, String submitted, String changes) {
        var found = Attribution.between(look(shown, submitted, 0), look(shown, submitted, 1), SENT);
        assertThat(told(found.changes())).isEqualTo(changes);
    }

    /// What was submitted is in force some minutes later.
    @Test
    void what_was_submitted_is_known_as_its_writers_when_it_shows() {
        var before = new Look(OptionalInt.of(10), OptionalInt.of(10));
        var pending = Attribution.between(before, new Look(OptionalInt.of(10), OptionalInt.of(25)), SENT);
        assertThat(pending.known()).isEqualTo(before);
        var shown = Attribution.between(pending.known(), new Look(OptionalInt.of(25), OptionalInt.of(25)), SENT);
        assertThat(told(shown.changes())).isEqualTo("[10 to 25 PROGRAM]");
        assertThat(shown.known().submitted()).hasValue(25);
    }

    /// With orders, what they do not explain is no sale.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            BEFORE, NOW | ORDERED | CHANGES
            10, 7       | 3       | [10 to 7 SALE]
            10, 7       | 0       | [10 to 7 SELLER_CENTRAL]
            10, 7       | 1       | [10 to 9 SALE, 9 to 7 SELLER_CENTRAL]
            2, 0        | 5       | [2 to 0 SALE]
            """)
    void orders_tell_sales_from_the_rest(String shown, int ordered, String changes) {
        var fall = Attribution.between(look(shown, "10, 10", 0), look(shown, "10, 10", 1), SENT)
                .changes()
                .getFirst();
        assertThat(told(Attribution.withOrders(fall, ordered))).isEqualTo(changes);
    }

    @Test
    void a_number_of_ours_is_ours_whoever_has_asked_for_it() {
        assertThat(told(Attribution.ours(OptionalInt.of(3), OptionalInt.of(5), 5, false)))
                .isEqualTo("[3 to 5 STOCKRULE]");
        assertThat(told(Attribution.ours(OptionalInt.of(3), OptionalInt.of(4), 5, true)))
                .isEqualTo("[3 to 5 PERSON_HERE, 5 to 4 SALE perhaps]");
        assertThat(Attribution.ours(OptionalInt.of(5), OptionalInt.of(5), 5, false))
                .isEmpty();
        assertThat(told(Attribution.ours(OptionalInt.empty(), OptionalInt.of(5), 5, false)))
                .isEqualTo("[]");
    }

    @Test
    void what_was_not_seen_before_is_nobodys_change() {
        var found = Attribution.between(Look.NONE, new Look(OptionalInt.of(5), OptionalInt.of(5)), SENT);
        assertThat(found.changes()).isEmpty();
    }

    private static Look look(String shown, String submitted, int at) {
        return new Look(number(shown, at), number(submitted, at));
    }

    private static OptionalInt number(String two, int at) {
        var text = two.split(",")[at].strip();
        return text.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    private static String told(List<Change> changes) {
        return changes.stream()
                .map(it ->
                        "%d to %d %s%s".formatted(it.before(), it.after(), it.writer(), it.certain() ? "" : " perhaps"))
                .toList()
                .toString();
    }
}
