package io.stockrule.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredNameTest {
    /// Each text is a valid profile; what should be underlined stands between « and ».
    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile «\"Yoga\"»",
                "profile «\"Yoga\"»\r\nkeep 2 in reserve",
                "# profile \"Comment\"\n\n   PROFILE   «\"Yoga\"» # mats",
                "\r\n\tprofile\t«\"a \\\"b\\\" \\\\\"»",
                "# 😀\n  profile «\"😀 candles\"»",
            })
    void the_name_in_the_text_is_underlined(String marked) {
        var text = marked.replaceAll("[«»]", "");
        assertThat(Checker.check(text, KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);

        var span = DeclaredName.isNot("Candles", text).span();

        var line = text.lines().toList().get(span.line() - 1);
        int start = line.offsetByCodePoints(0, span.column() - 1);
        var underlined = line.substring(start, line.offsetByCodePoints(start, span.length()));
        assertThat(underlined).isEqualTo(marked.replaceAll("(?s).*«(.*)».*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Candles", "20\" x \\ 30\""})
    void help_says_what_to_write(String name) {
        var help = DeclaredName.isNot(name, "profile \"Yoga\"").help().orElseThrow();

        assertThat(Checker.check(help.substring("write ".length()), KnownNames.ANY))
                .isInstanceOfSatisfying(
                        Checked.Accepted.class,
                        accepted -> assertThat(accepted.profile().name()).isEqualTo(name));
    }
}
