package io.stockrule.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoiltSkuTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, quoteCharacter = '~', textBlock = """
            SPOILT,   ORIGINAL,     MAY BE
            1.23E+11, 123456789012, true
            1.23E+11, 122500000000, true
            1.23E+11, 123500000000, false
            1.23E+11, 12345678901,  false
            1.23E+11, LAMP-1,       false
            1E+05,    100001,       true
            123,      00123,        true
            123,      0123,         true
            123,      10123,        false
            123,      123,          false
            A1,       0A1,          false
            '0042,    0042,         true
            '0042,    42,           false
            """)
    void a_spreadsheet_makes_the_one_of_the_other(String spoilt, String original, boolean mayBe) {
        assertThat(SpoiltSku.mayHaveBeen(spoilt, original)).isEqualTo(mayBe);
    }

    @Test
    void the_range_of_a_shortened_number_is_told() {
        assertThat(SpoiltSku.range("1.23E+11")).contains(new SpoiltSku.Range("122500000000", "123500000000"));
        assertThat(SpoiltSku.range("123")).isEmpty();
    }

    @Test
    void the_likely_right_ones_are_named() {
        assertThat(SpoiltSku.warnings("123", List.of("00123", "A-123")))
                .containsExactly("a spreadsheet may have made \"123\" of \"00123\"");
        assertThat(SpoiltSku.warnings("123", List.of())).isEmpty();
        assertThat(SpoiltSku.warnings("1.23E+11", List.of()))
                .singleElement()
                .asString()
                .contains("digits are lost");
    }
}
