package io.stockrule.database;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private Instant databaseTime = Instant.parse("2031-05-01T00:00:00Z");
    private boolean away;
    private boolean slow;

    private long counted;

    private final DatabaseClock clock = clock(() -> {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
        if (slow) {
            slowly();
        }
        return databaseTime;
    });

    @Test
    void it_shows_the_time_of_the_database_and_not_of_the_machine() {
        assertThat(clock.instant()).isCloseTo(databaseTime, within(1, ChronoUnit.MINUTES));
    }

    @Test
    void it_goes_on_while_the_database_is_away() {
        away = true;
        var before = clock.instant();
        clock.look();
        assertThat(clock.instant()).isAfterOrEqualTo(before).isCloseTo(before, within(1, ChronoUnit.MINUTES));
    }

    @Test
    void it_follows_a_database_whose_clock_was_set() {
        look(ofHours(3));
        assertThat(clock.instant()).isCloseTo(databaseTime, within(1, ChronoUnit.MINUTES));
        look(ofHours(-5));
        assertThat(clock.instant()).isCloseTo(databaseTime, within(1, ChronoUnit.MINUTES));
    }

    @Test
    void a_small_correction_does_not_turn_time_back() {
        look(ofMinutes(1));
        var before = clock.instant();
        look(ofMillis(-300));
        assertThat(clock.instant()).isAfterOrEqualTo(before);
    }

    /// The machine's clock may be minutes ahead, and what is written by it would be in the future.
    @Test
    void without_the_database_there_is_no_time_at_all() {
        assertThatThrownBy(() -> clock(() -> {
                    throw new IllegalStateException("the database is away");
                }))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void at_the_start_it_looks_again_until_the_database_answers() {
        var looks = new AtomicInteger();
        var started = clock(() -> {
            if (looks.incrementAndGet() < 4) {
                throw new IllegalStateException("the database is away");
            }
            return databaseTime;
        });
        assertThat(started.instant()).isCloseTo(databaseTime, within(1, ChronoUnit.MINUTES));
        assertThat(looks).hasValue(4);
    }

    @Test
    void at_the_start_it_looks_again_until_a_look_is_quick() {
        var looks = new AtomicInteger();
        var started = clock(() -> {
            if (looks.incrementAndGet() < 3) {
                slowly();
                return databaseTime.plus(ofHours(1)); // somewhere in this slow look, who knows when
            }
            return databaseTime;
        });
        assertThat(started.instant()).isCloseTo(databaseTime, within(1, ChronoUnit.MINUTES));
        assertThat(looks).hasValue(3);
    }

    @Test
    void a_database_that_is_always_slow_is_followed_all_the_same() {
        var started = clock(() -> {
            slowly();
            return databaseTime;
        });
        assertThat(started.instant()).isCloseTo(databaseTime, within(1, ChronoUnit.MINUTES));
    }

    @Test
    void a_look_that_says_too_little_is_told_from_a_good_one() {
        assertThat(clock.look()).isTrue();
        slow = true;
        databaseTime = databaseTime.plus(ofHours(3));
        assertThat(clock.look()).isFalse();
        assertThat(clock.instant()).isBefore(databaseTime.minus(ofHours(2)));
        away = true;
        assertThat(clock.look()).isFalse();
    }

    private void slowly() {
        counted += ofMillis(510).toNanos();
    }

    private DatabaseClock clock(Supplier<Instant> time) {
        return new DatabaseClock(time, () -> counted);
    }

    @Test
    void it_gives_what_the_database_can_store() {
        var instant = clock.instant();
        assertThat(instant).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
    }

    private void look(Duration step) {
        databaseTime = databaseTime.plus(step);
        clock.look();
    }
}
