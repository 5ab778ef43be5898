package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Rendering;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @Test
    void a_profile_has_200_statements_besides_its_name() {
        ProfileText.of("expect available 1 lists 1\n".repeat(200));
        ProfileText.mistakeIn("expect available 1 lists 1\n".repeat(203))
                .as(Code.TOO_MANY_STATEMENTS)
                .underlining("expect available 1 lists 1")
                .suggesting("this one and the 2 after it are not read; split the profile");
    }

    @Test
    void a_list_has_50_names() {
        ProfileText.of("use warehouses " + names(50));
        ProfileText.mistakeIn("use warehouses " + names(51))
                .as(Code.TOO_MANY_NAMES)
                .underlining("\"W51\"");
    }

    @Test
    void an_expectation_may_name_more_warehouses_than_a_list() {
        ProfileText.of("expect "
                + IntStream.rangeClosed(1, 60).mapToObj("\"W%d\" 1"::formatted).collect(Collectors.joining(", "))
                + " lists 60");
    }

    @Test
    void a_condition_has_200_tests() {
        var test = "available is 2 and ";
        ProfileText.of("when " + test.repeat(199) + "available is 2 then hold");
        ProfileText.mistakeIn("when " + test.repeat(200) + "available is 2 then hold")
                .as(Code.TOO_MANY_TESTS)
                .underlining("is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "not (", "not not ("})
    void a_condition_has_16_levels_of_parentheses_and_not(String opening) {
        int levels = opening.replaceAll("not", "n").replace(" ", "").length();
        ProfileText.of(nested(opening, 16 / levels));
        ProfileText.mistakeIn(nested(opening, 16 / levels + 1)).as(Code.TOO_DEEP);
    }

    @Test
    void levels_that_are_closed_no_longer_count() {
        var statement = "when " + "not (not available is not 1) and ".repeat(20) + "available is 2 then hold";
        assertThat(ProfileText.of(statement).exceptions()).hasSize(1);
    }

    @Test
    void a_text_in_quotes_has_200_characters_however_they_are_written() {
        ProfileText.accepted("profile \"" + "🕯".repeat(200) + "\"");
        ProfileText.accepted("profile \"" + "\\\"".repeat(200) + "\"");
        ProfileText.accepted("profile \"" + "u\u0308".repeat(200) + "\"");
        ProfileText.onlyMistakeIn("profile \"" + "🕯".repeat(201) + "\"").as(Code.QUOTED_TEXT_TOO_LONG);
    }

    @Test
    void a_profile_has_64_kib() {
        var profile = "profile \"Test\"\n#";
        ProfileText.accepted(profile + "x".repeat(64 * 1024 - profile.length()));
        ProfileText.onlyMistakeIn(profile + "x".repeat(64 * 1024 - profile.length() + 1))
                .as(Code.TEXT_TOO_LARGE);
    }

    /// What turns the order of a line around, breaks it, or cannot be seen; and nothing beside it.
    @ParameterizedTest
    @CsvSource({"202A, 202E", "2066, 2069", "2028, 2029", "0, 8", "B, C", "E, 1F", "7F, 9F", "D800, DFFF"})
    void characters_that_hide_or_turn_others_around_are_refused(String first, String last) {
        int from = Integer.parseInt(first, 16);
        int to = Integer.parseInt(last, 16);
        for (int hidden = from; hidden <= to; hidden++) {
            ProfileText.onlyMistakeIn("profile \"A" + Character.toString(hidden) + "B\"")
                    .as(Code.FORBIDDEN_CHARACTER);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x7E, 0xA0, 0x2027, 0x202F, 0x2065, 0x206A, 0xD7FF, 0xE000, 0x1F56F})
    void characters_beside_them_are_not(int character) {
        ProfileText.accepted("profile \"A" + Character.toString(character) + "B\"");
    }

    @Test
    void a_pack_of_one_is_the_smallest() {
        ProfileText.of("expect available 3, pack 1 lists 3");
        ProfileText.mistakeIn("expect available 3, pack 0 lists 3").as(Code.NUMBER_OUT_OF_RANGE);
    }

    @Test
    void bytes_count_and_not_characters() {
        ProfileText.onlyMistakeIn("profile \"Test\"\n#" + "ü".repeat(33 * 1024)).as(Code.TEXT_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "\"",
                "'",
                "\\",
                "#",
                "-1 ",
                "1,",
                "not ",
                "and ",
                "when ",
                "when (",
                "\n\"",
                "use \"a\",",
                "\u0000",
                "\u202E",
                "\uD800",
                "profile \"x\"\n",
                "when not ",
                "expect \"a\" 1,",
                "1_",
                "1.111",
                "'a",
                "🕯",
                "\u0301"
            })
    void the_largest_text_of_one_repeated_piece_is_answered_briefly(String piece) {
        var text = piece.repeat(64 * 1024 / Math.max(piece.length(), 4));
        for (var start : new String[] {"", "profile \"Test\"\nwhen ", "profile \"Test\"\nexpect "}) {
            var checked = Checker.check(start + text, KnownNames.ANY);
            assertThat(checked.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(Findings.SHOWN + 1);
            assertThat(Rendering.render("x", start + text, checked.diagnostics()))
                    .hasSizeLessThan(100_000);
        }
    }

    private static String names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("\"W%d\""::formatted).collect(Collectors.joining(", "));
    }

    private static String nested(String opening, int times) {
        int parentheses = opening.contains("(") ? times : 0;
        return "when " + opening.repeat(times) + "available is not 1" + ")".repeat(parentheses) + " then hold";
    }
}
