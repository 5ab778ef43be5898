package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnmeantTest {
    private static final KnownNames IN_NOVEMBER = KnownNames.ANY.withToday(LocalDate.of(2026, 11, 28));

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            WRITTEN                                                        | WARNED OF
            keep 100% in reserve                                           | NOTHING_LISTED
            offer 0%                                                       | NOTHING_LISTED
            offer 0%;offer 100% where tag is "amazon"                      |
            keep 100% in reserve;keep 0 in reserve where tag is "amazon"   |
            keep 100% in reserve;keep 0 in reserve at "A" where tag is "a" | NOTHING_LISTED
            quantity single stock;quantity not more than 3 where tag is "a";keep 2 in reserve |
            offer 50% where date is 2026-11-27                             | DATE_PASSED
            keep 99% in reserve                                            |
            keep 100% in reserve at "Berlin"                               |
            quantity single stock;keep 100% in reserve                     | STOCK_IGNORED
            quantity custom quantity 3;keep 2 in reserve                   | STOCK_IGNORED
            quantity custom quantity 3;offer 50%                           | STOCK_IGNORED
            list nothing below 2;quantity single stock                     | STOCK_IGNORED
            list in steps of 5;quantity custom quantity 7                  | STOCK_IGNORED
            quantity not more than 7;list in steps of 5                    |
            quantity not more than 3;keep 2 in reserve                     |
            quantity custom quantity 3;include rules "x";offer 50%         |
            when date is 2026-11-27 then hold                              | DATE_PASSED
            when date is before 2026-11-28 then hold                       | DATE_PASSED
            when date is between 2026-11-01 and 2026-11-27 then hold       | DATE_PASSED
            when tag is "a" and not date is 2026-11-27 then hold           | DATE_PASSED
            when date is 2026-11-28 then hold                              |
            when date is before 2026-11-29 then hold                       |
            when date is after 2026-11-01 then hold                        |
            """)
    void what_can_hardly_be_meant_is_warned_of(String written, String code) {
        assertThat(codes(written)).isEqualTo(code == null ? List.of() : List.of(Code.valueOf(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"when tag is \"a\" then list product value", "when sellable is below 3 then stop"})
    void a_reserve_is_not_ignored_where_an_exception_looks_at_it(String exception) {
        assertThat(codes("quantity custom quantity 3;keep 2 in reserve;" + exception))
                .doesNotContain(Code.STOCK_IGNORED);
    }

    @Test
    void without_a_calendar_no_date_is_over() {
        var checked = Checker.read("profile \"A\"\nwhen date is 1999-12-31 then hold", KnownNames.ANY);
        assertThat(checked.diagnostics()).isEmpty();
    }

    private static List<Code> codes(String written) {
        return Checker.read("profile \"A\"\n" + written.replace(";", "\n"), IN_NOVEMBER).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }
}
