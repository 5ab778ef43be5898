package io.stockrule.language.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.ProfileText;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.GeneratedProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileWriterTest {
    private static final int PROFILES = 5_000;

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_keeps_its_meaning(Path file) throws IOException {
        var profile = ProfileText.accepted(Files.readString(file));
        assertThat(ProfileText.accepted(ProfileWriter.write(profile)).meaning()).isEqualTo(profile.meaning());
    }

    /// Some are refused for what they mean, such as `between 9 and 3`; none for how it is written.
    @Test
    void any_profile_keeps_its_meaning_and_is_formatted() {
        var generated = new GeneratedProfiles(20_261_224);
        int accepted = 0;
        for (int i = 0; i < PROFILES; i++) {
            var profile = generated.profile();
            var text = ProfileWriter.write(profile);
            switch (Checker.read(text, KnownNames.ANY)) {
                case Checked.Accepted it -> {
                    accepted++;
                    assertThat(it.profile().meaning()).as(text).isEqualTo(profile.meaning());
                    assertThat(Formatter.format(text)).isEqualTo(text);
                }
                case Checked.Rejected it ->
                    assertThat(it.diagnostics())
                            .as(text)
                            .noneMatch(each -> each.code().id().matches("SR[01].*|SR206"));
            }
        }
        assertThat(accepted).isGreaterThan(PROFILES / 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            WRITTEN                                                      | FEWEST PARENTHESES
            ((listed is 1))                                              | listed is 1
            (listed is 1 and sellable is 2) or listed is 3               | listed is 1 and sellable is 2 or listed is 3
            (listed is 1 or listed is 2) or (listed is 3 or listed is 4) | listed is 1 or listed is 2 or listed is 3 or listed is 4
            sellable is 1 and (listed is 2 or listed is 3)               | sellable is 1 and (listed is 2 or listed is 3)
            sellable is 1 and (listed is 2 and available is 3)           | sellable is 1 and listed is 2 and available is 3
            not (listed is 1)                                            | not listed is 1
            not (listed is 1 or sellable is 2)                           | not (listed is 1 or sellable is 2)
            not (tag is "a")                                             | tag is not "a"
            not tag is not one of "a" and "b"                            | not tag is not one of "a", "b"
            not sku starts with "a\\"b"                                  | not sku starts with "a\\"b"
            day is not one of saturday, sunday                           | day is one of monday, tuesday, wednesday, thursday, friday
            day is not sunday                                            | day is not sunday
            """)
    void parentheses_stand_only_where_they_mean_something(String written, String fewest) {
        var profile = ProfileText.of("when " + written + " then hold");
        assertThat(ProfileWriter.write(profile)).contains("when " + fewest + " then hold\n");
    }

    @Test
    void what_is_left_out_is_what_is_meant_by_saying_nothing() {
        assertThat(ProfileWriter.write(ProfileText.accepted("profile \"A\""))).isEqualTo("""
                profile "A"
                quantity product value
                """);
    }
}
