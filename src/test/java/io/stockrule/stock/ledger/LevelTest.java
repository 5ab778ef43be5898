package io.stockrule.stock.ledger;

import static io.stockrule.stock.ledger.Level.State.CONFIRMED;
import static io.stockrule.stock.ledger.Level.State.DISCONNECTED;
import static io.stockrule.stock.ledger.Level.State.DOUBTFUL;
import static io.stockrule.stock.ledger.Level.State.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    private static final ItemKey ITEM = new ItemKey(1, 2, 3);

    /// A webhook tells what is available and nothing else.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATE        | HELD SECONDS LATER | KNOWN
            CONFIRMED    |                  0 | true
            CONFIRMED    |                  9 | true
            CONFIRMED    |                 -1 | false
            DOUBTFUL     |                  0 | false
            DISCONNECTED |                  0 | false
            UNCONFIRMED  |                  0 | false
            """)
    void what_is_held_is_known_while_it_is_as_new_as_what_is_available(Level.State state, int later, boolean known) {
        var at = Instant.parse("2026-11-22T10:00:00Z");
        var level = new Level(
                OptionalLong.of(5), Optional.of(at), state, Optional.of(new Holding(9, 4, 2, at.plusSeconds(later))));
        assertThat(level.holdingNow().isPresent()).isEqualTo(known);
        assertThat(level.hidesHolding()).isEqualTo(level.counts() && !known);
        var newer =
                level.after(new LevelReport.Available(ITEM, 1, OptionalLong.of(5), at.plusSeconds(10), false), true);
        assertThat(newer.level().holdingNow()).isEmpty();
        assertThat(newer.level().holdsLike(level)).isEqualTo(!known);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "null", textBlock = """
            STATE        | STORED | REPORT    | SECONDS LATER | AFTER        | NUMBER | APPLIED      | ASKS
            CONFIRMED    |      5 | 7         |             1 | CONFIRMED    |      7 | COUNTS       | false
            CONFIRMED    |      5 | 7         |            -1 | CONFIRMED    |      5 | OLDER        | false
            CONFIRMED    |      5 | 5         |             0 | CONFIRMED    |      5 | KNOWN        | false
            CONFIRMED    |      5 | 7         |             0 | DOUBTFUL     |      5 | DOUBTED      | true
            CONFIRMED    |      5 | 3         |             0 | DOUBTFUL     |      3 | DOUBTED      | true
            CONFIRMED    |      5 | null      |             1 | DOUBTFUL     |   null | COUNTS       | true
            CONFIRMED    |     -5 | null      |             1 | DOUBTFUL     |     -5 | COUNTS       | true
            CONFIRMED    |     -5 | null      |             0 | DOUBTFUL     |     -5 | DOUBTED      | true
            CONFIRMED    |   null | 4         |             0 | DOUBTFUL     |   null | DOUBTED      | true
            CONFIRMED    |   null | -4        |             0 | DOUBTFUL     |     -4 | DOUBTED      | true
            CONFIRMED    |   null | 4         |             1 | CONFIRMED    |      4 | COUNTS       | false
            DOUBTFUL     |      3 | 9         |             1 | CONFIRMED    |      9 | COUNTS       | false
            DOUBTFUL     |      3 | 9         |             0 | DOUBTFUL     |      3 | DOUBTED      | true
            UNCONFIRMED  |      3 | 9         |             1 | UNCONFIRMED  |      9 | WAITS        | true
            UNCONFIRMED  |      3 | 9         |            -1 | UNCONFIRMED  |      3 | OLDER        | false
            UNCONFIRMED  |      3 | 9         |             0 | UNCONFIRMED  |      3 | DOUBTED      | true
            DISCONNECTED |     -3 | 9         |             1 | DISCONNECTED |     -3 | WAITS        | true
            DISCONNECTED |     -3 | -9        |             1 | DISCONNECTED |     -9 | WAITS        | true
            DISCONNECTED |     -3 | null      |             1 | DISCONNECTED |     -3 | WAITS        | true
            CONFIRMED    |      5 | gone      |             0 | UNCONFIRMED  |      5 | DISCONNECTED | true
            CONFIRMED    |     -5 | gone      |             0 | DISCONNECTED |     -5 | DISCONNECTED | true
            DOUBTFUL     |     -5 | gone      |             0 | DISCONNECTED |     -5 | DISCONNECTED | true
            UNCONFIRMED  |     -5 | gone      |             0 | UNCONFIRMED  |     -5 | DISCONNECTED | true
            DISCONNECTED |     -5 | gone      |             0 | DISCONNECTED |     -5 | DISCONNECTED | true
            CONFIRMED    |      5 | connect 7 |             1 | CONFIRMED    |      7 | COUNTS       | true
            CONFIRMED    |      5 | connect 5 |             0 | CONFIRMED    |      5 | KNOWN        | true
            UNCONFIRMED  |      5 | connect 7 |            -1 | UNCONFIRMED  |      5 | OLDER        | true
            """)
    void a_report_changes_a_level_without_raising_the_stock_in_doubt(
            Level.State state,
            @Nullable Long stored,
            @Nullable String report,
            int later,
            Level.State after,
            @Nullable Long number,
            Applied applied,
            boolean asks) {
        var step = level(state, stored).after(report(report, later), true);
        assertThat(step.level().state()).isEqualTo(after);
        assertThat(step.level().available()).isEqualTo(optional(number));
        assertThat(step.applied()).isEqualTo(applied);
        assertThat(step.asks()).isEqualTo(asks);
    }

    @Test
    void a_level_never_seen_waits_for_its_re_read() {
        var step = Level.UNSEEN.after(report("7", 0), true);
        assertThat(step.applied()).isEqualTo(Applied.WAITS);
        assertThat(step.level().counts()).isFalse();
    }

    @Test
    void no_number_of_an_item_that_is_not_counted_surprises_nobody() {
        assertThat(level(CONFIRMED, null).after(report(null, 1), false).asks()).isFalse();
    }

    @Test
    void a_number_of_an_item_that_is_not_counted_asks() {
        assertThat(level(CONFIRMED, null).after(report("4", 1), false).asks()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "null", textBlock = """
            STATE        | STORED | READ | SECONDS LATER | AFTER        | NUMBER | SETTLED
            UNCONFIRMED  |      3 | 9    |             1 | CONFIRMED    |      9 | true
            UNCONFIRMED  |      3 | 9    |             0 | CONFIRMED    |      9 | true
            UNCONFIRMED  |      3 | 9    |            -1 | UNCONFIRMED  |      3 | false
            UNCONFIRMED  |      3 | none |             0 | UNCONFIRMED  |      3 | true
            DOUBTFUL     |      3 | 9    |             0 | CONFIRMED    |      9 | true
            DOUBTFUL     |      3 | 9    |            -1 | DOUBTFUL     |      3 | false
            DISCONNECTED |     -3 | 9    |             0 | CONFIRMED    |      9 | true
            DISCONNECTED |     -3 | none |             0 | UNCONFIRMED  |     -3 | true
            CONFIRMED    |      3 | none |             0 | UNCONFIRMED  |      3 | true
            CONFIRMED    |      3 | 9    |             1 | CONFIRMED    |      9 | true
            CONFIRMED    |      3 | 9    |            -1 | CONFIRMED    |      3 | true
            CONFIRMED    |      3 | 3    |             0 | CONFIRMED    |      3 | true
            CONFIRMED    |      3 | 9    |             0 | DOUBTFUL     |      3 | false
            """)
    void a_re_read_settles_what_was_in_doubt(
            Level.State state, long stored, String read, int later, Level.State after, long number, boolean settled) {
        var found = read.equals("none")
                ? Optional.<ReadLevel>empty()
                : Optional.of(read(Long.parseLong(read), Instant.ofEpochSecond(100 + later)));
        var reread = level(state, stored).reread(found, true);
        assertThat(reread.level().state()).isEqualTo(after);
        assertThat(reread.level().available()).hasValue(number);
        assertThat(reread.settled()).isEqualTo(settled);
    }

    @Test
    void the_number_of_an_item_that_is_not_counted_is_unknown() {
        var found = Optional.of(read(4, Instant.ofEpochSecond(101)));
        assertThat(level(UNCONFIRMED, 3L).reread(found, false).level().available())
                .isEmpty();
    }

    @Test
    void only_levels_that_count_are_compared() {
        assertThat(level(UNCONFIRMED, 3L).countsLike(level(UNCONFIRMED, 4L))).isTrue();
        assertThat(level(CONFIRMED, 3L).countsLike(level(DOUBTFUL, 3L))).isTrue();
        assertThat(level(CONFIRMED, 3L).countsLike(level(UNCONFIRMED, 3L))).isFalse();
        assertThat(level(CONFIRMED, -3L).countsLike(level(DISCONNECTED, -3L))).isTrue();
    }

    static Level level(Level.State state, @Nullable Long available) {
        return new Level(optional(available), Optional.of(Instant.ofEpochSecond(100)), state, Optional.empty());
    }

    static ReadLevel read(long available, Instant at) {
        return new ReadLevel(available, at, new Holding((int) available, 0, 0, at));
    }

    private static LevelReport report(@Nullable String text, int later) {
        var time = Instant.ofEpochSecond(100 + later);
        if (text == null) {
            return new LevelReport.Available(ITEM, 4, OptionalLong.empty(), time, false);
        }
        if (text.equals("gone")) {
            return new LevelReport.Disconnect(ITEM, 4);
        }
        var number = OptionalLong.of(Long.parseLong(text.replace("connect ", "")));
        return new LevelReport.Available(ITEM, 4, number, time, text.startsWith("connect"));
    }

    private static OptionalLong optional(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
