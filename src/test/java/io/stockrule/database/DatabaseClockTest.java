package io.stockrule.database;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private Instant databaseTime = Instant.parse("2031-05-01T00:00:00Z");
    private boolean away;

    private final DatabaseClock clock = new DatabaseClock(() -> {
        if (away) {
            throw new IllegalStateException("the database is away");
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

    @Test
    void it_starts_without_a_database() {
        var alone = new DatabaseClock(() -> {
            throw new IllegalStateException("the database is away");
        });
        assertThat(alone.instant()).isAfter("2026-01-01T00:00:00Z");
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
