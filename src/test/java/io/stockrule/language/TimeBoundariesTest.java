package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.meaning.TimeBoundaries;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBoundariesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            DATE IS                              | MOMENT              | NEXT
            2026-12-24                           | 2026-01-01T12:00    | 2026-12-24T00:00
            2026-12-24                           | 2026-12-24T00:00    | 2026-12-25T00:00
            2026-12-24                           | 2026-12-25T00:00    |
            before 2026-12-24                    | 2026-12-23T23:59:59 | 2026-12-24T00:00
            before 2026-12-24                    | 2026-12-24T00:00    |
            after 2026-12-24                     | 2026-12-24T10:00    | 2026-12-25T00:00
            after 2026-12-24                     | 2026-12-25T00:00    |
            between 2026-12-24 and 2026-12-26    | 2026-12-01T00:00    | 2026-12-24T00:00
            between 2026-12-24 and 2026-12-26    | 2026-12-25T00:00    | 2026-12-27T00:00
            between 2026-12-24 and 2026-12-26    | 2026-12-27T00:00    |
            after 9999-12-31                     | 2026-12-24T00:00    | +10000-01-01T00:00
            """)
    void a_date_test_changes_its_truth_at_midnight(String test, LocalDateTime moment, LocalDateTime next) {
        var profile = ProfileText.of("when date is " + test + " then hold");
        assertThat(TimeBoundaries.nextAfter(profile, moment)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void the_nearest_of_several_boundaries_comes_first() {
        var profile = ProfileText.of("""
                when date is 2026-12-31 then stop
                when date is after 2026-06-30 then hold
                when available is below 3 then list 0
                """);
        assertThat(TimeBoundaries.nextAfter(profile, LocalDateTime.parse("2026-05-01T09:00")))
                .contains(LocalDateTime.parse("2026-07-01T00:00"));
    }

    @Test
    void a_profile_without_dates_has_no_boundary() {
        var profile = ProfileText.of("when available is below 3 then list 0");
        assertThat(TimeBoundaries.nextAfter(profile, LocalDateTime.parse("2026-05-01T09:00")))
                .isEmpty();
    }
}
