package io.stockrule.language.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import io.stockrule.language.writing.ProfileWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '\'', textBlock = """
            COUNTED       | WRITTEN                                    | SAID
            count on hand | available 4                                | available 4
            count on hand | "Berlin" 4 on hand 4 committed 0 incoming 0 | "Berlin" 4
            count on hand | "Berlin" 4 on hand 9, "Wien" 3             | "Berlin" 4 on hand 9, "Wien" 3
            count on hand | "Berlin" 4 on hand 9 committed 5           | "Berlin" 4 committed 5
            count on hand | "Berlin" 4 committed 5 incoming 2          | "Berlin" 4 committed 5 incoming 2
            count on hand | "Berlin" 4 on hand 4 committed 5           | "Berlin" 4 on hand 4 committed 5
            offer 50%     | "Berlin" 4 on hand 4 committed 0           | "Berlin" 4 on hand 4 committed 0
            """)
    void an_expectation_says_no_more_than_who_reads_it_needs(String counted, String written, String said) {
        var profile = ProfileText.read("profile \"Test\"\n%s\nexpect %s lists 1".formatted(counted, written));
        assertThat(ProfileWriter.write(profile)).endsWith("expect " + said + " lists 1\n");
    }
}
