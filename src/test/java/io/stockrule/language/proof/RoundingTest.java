package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
    private static final String FIRST_OF = "use the first of \"Berlin\", \"Wien\" with at least 2\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            1  | 1 | keep 3 in reserve
            1  | 1 | keep 0% in reserve
            2  | 1 | offer 50%
            5  | 1 | keep 20% in reserve
            20 | 1 | keep 15% in reserve
            25 | 1 | keep 16% in reserve
            4  | 1 | keep 50% in reserve; offer 50%
            25 | 1 | keep 20% in reserve; offer 60%
            20 | 1 | keep 20% in reserve; keep 25% in reserve at "Wien"
            1  | 1 | keep 100% in reserve
            6  | 6 | keep 3 in reserve
            6  | 3 | offer 50%
            6  | 1 | list in steps of 6
            24 | 2 | list in steps of 6; offer 50%
            1  | 1 | list in steps of 6; quantity single stock
            """)
    void roundings_repeat_after(long period, int packSize, String statements) {
        var rounding = Rounding.of(ProfileText.read(text(FIRST_OF + statements)), packSize);
        assertThat(rounding.reach()).isEqualTo(period);
        assertThat(rounding.matters()).isEqualTo(period > 1);
        assertThat(rounding.repeatsInReach()).isTrue();
    }

    @Test
    void they_are_not_followed_for_ever() {
        var rounding = Rounding.of(ProfileText.read(text(FIRST_OF + "keep 33% in reserve")), 1);
        assertThat(rounding.reach()).isEqualTo(25);
        assertThat(rounding.repeatsInReach()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            false | use warehouses "Berlin", "Wien"
            false | keep 1 in reserve
            false | when available is 1 then hold
            true  | use the first of "Berlin", "Wien" with at least 2
            true  | keep 1 in reserve at "Berlin"
            true  | when available at "Berlin" is 1 then hold
            """)
    void they_matter_where_warehouses_are_treated_differently(boolean matter, String statements) {
        var profile = ProfileText.read(text("offer 50%\n" + statements));
        assertThat(Rounding.of(profile, 1).matters()).isEqualTo(matter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            1  | 1 | keep 3 in reserve
            2  | 1 | keep 10% in reserve
            2  | 1 | offer 50%
            5  | 1 | offer 20%
            50 | 1 | offer 2%
            4  | 1 | keep 10% in reserve; offer 50%
            3  | 1 | keep 10% in reserve; keep 5% in reserve at "Wien"
            2  | 1 | keep 10% in reserve; keep 95% in reserve at "Berlin"
            1  | 1 | keep 100% in reserve
            1  | 1 | keep 60% in reserve; keep 60% in reserve at "Wien"
            6  | 6 | keep 3 in reserve
            36 | 6 | offer 20%
            5  | 1 | list in steps of 5
            11 | 1 | list in steps of 5; offer 50%
            36 | 6 | list in steps of 5
            """)
    void a_number_rises_within_so_many_units_of_one_warehouse(long units, int packSize, String statements) {
        var profile = ProfileText.read(text(statements));
        assertThat(Rounding.longestFlat(profile, "Wien", packSize)).isEqualTo(units);
    }

    @Test
    void two_profiles_repeat_together_after_a_multiple_of_both() {
        assertThat(Rounding.periodOfBoth(profile("offer 50%"), profile("keep 20% in reserve"), "Wien"))
                .isEqualTo(10);
        assertThat(Rounding.periodOfBoth(profile("offer 50%"), profile("offer 25%"), "Wien"))
                .isEqualTo(4);
        assertThat(Rounding.periodOfBoth(profile("keep 3% in reserve at \"Wien\""), profile(""), "Wien"))
                .isEqualTo(100);
        assertThat(Rounding.periodOfBoth(profile("keep 3% in reserve at \"Wien\""), profile(""), "Berlin"))
                .isEqualTo(1);
    }

    private static Profile profile(String statements) {
        return ProfileText.read(text(statements));
    }

    private static String text(String statements) {
        return "profile \"Test\"\n" + statements.replace("; ", "\n");
    }
}
