package io.stockrule.access;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlainTextTest {
    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(" aé\t\n\u007f\u0080\u009f\u00a0\ud83d\ude00\udfff\ufffe\0")
                .ofMaxLength(6);
    }

    /// What the pattern in the description of the API says, and what is done, are one.
    @Property(tries = 5_000)
    void a_text_is_plain_where_its_pattern_says_so(@ForAll("texts") String text) {
        assertThat(PlainText.is(text)).isEqualTo(text.matches(PlainText.REGEXP));
        assertThat(PlainText.is(PlainText.of(text))).isTrue();
        assertThat(PlainText.of(text)).isEqualTo(text.replaceAll("[\\p{Cc}\\p{Cs}]", " "));
    }
}
