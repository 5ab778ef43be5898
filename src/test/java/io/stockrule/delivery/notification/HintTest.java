package io.stockrule.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many looks many notifications cause.
class HintTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Hint fresh = new Hint(
            new TargetKey(new AccountKey(1, 2), "MUG"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void the_first_causes_a_look_at_once() {
        assertThat(at(fresh, 0).look()).contains(NOON);
    }

    @Test
    void what_comes_within_a_minute_causes_one_more_when_it_is_over() {
        var hint = at(at(at(fresh, 0), 10), 50);
        assertThat(hint.look()).contains(NOON.plusSeconds(60));
        assertThat(at(hint, 60).look()).as("the look that is due then").contains(NOON.plusSeconds(120));
    }

    @Test
    void however_many_there_are_there_is_a_look_a_minute() {
        var hint = fresh;
        var looks = new HashSet<Instant>();
        for (int second = 0; second < 600; second++) {
            hint = at(hint, second);
            hint.look().ifPresent(looks::add);
        }
        assertThat(looks).hasSize(11);
    }

    @Test
    void after_a_quiet_while_the_next_look_is_at_once() {
        assertThat(at(at(fresh, 0), 300).look()).contains(NOON.plusSeconds(300));
    }

    @Test
    void a_doubt_about_the_channel_outlives_what_comes_after_it() {
        var doubting = fresh.and(NOON, true, NOON, MINUTE);
        assertThat(at(doubting, 10).doubted()).contains(NOON);
    }

    @Test
    void what_happened_before_is_overtaken() {
        var hint = at(fresh, 10);
        assertThat(hint.isOvertaken(NOON.plusSeconds(9))).isTrue();
        assertThat(hint.isOvertaken(NOON.plusSeconds(11))).isFalse();
        assertThat(fresh.isOvertaken(Instant.EPOCH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            TOLD | SHOWN | SETTLED | ECHO
            4    | 4     | true    | true
            4    | 4     | false   | false
            4    | 5     | true    | false
            4    |       | true    | false
                 | 4     | true    | false
            """)
    void an_echo_tells_what_was_seen_already(Integer told, Integer shown, boolean settled, boolean echo) {
        assertThat(Hint.isEcho(optional(told), optional(shown), settled)).isEqualTo(echo);
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Hint at(Hint hint, int second) {
        var now = NOON.plusSeconds(second);
        return hint.and(now, false, now, MINUTE);
    }
}
