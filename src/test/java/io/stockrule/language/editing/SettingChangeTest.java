package io.stockrule.language.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.writing.FormatterTest;
import io.stockrule.rules.GeneratedProfiles;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingChangeTest {
    private static final String TEXT = """
            # Our candles
            profile "Candles"  # not soap

            use warehouses "Berlin"   # the others
                and "Hamburg"         # come later
            KEEP 2  in reserve        # broken ones
            when available is below 3
              then stop # too few
            expect available 20 lists 18
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            SETTING       | WANTED                              | BEFORE                             | AFTER
            RESERVE       | keep 5 in reserve                   | KEEP 2  in reserve                 | keep 5 in reserve
            RESERVE       | keep 2 in reserve                   | ``                                 | ``
            RESERVE       | ``                                  | KEEP 2  in reserve        # broken ones | # broken ones
            QUANTITY      | quantity not more than 4            | broken ones\\n                     | broken ones\\nquantity not more than 4\\n
            WAREHOUSES    | use warehouse "Wien"                | use warehouses "Berlin"   # the others\\n    and "Hamburg"         # come later | use warehouse "Wien"   # the others\\n# come later
            STEPS         | list in steps of 5                  | broken ones\\n                     | broken ones\\nlist in steps of 5\\n
            UNKNOWN_STOCK | when stock is unknown then list 5   | broken ones\\n                     | broken ones\\nwhen stock is unknown then list 5\\n
            """)
    void one_setting_changes_and_all_else_stays(Setting setting, String wanted, String before, String after) {
        assertThat(changed(TEXT, setting, ProfileText.read("profile \"A\"\n" + wanted)))
                .isEqualTo(TEXT.replace(before.replace("\\n", "\n"), after.replace("\\n", "\n")));
    }

    @Test
    void what_comes_first_stands_at_the_top() {
        var named = ProfileText.read("profile \"A\"\nuse warehouse \"Wien\"");
        assertThat(changed("profile \"A\"", Setting.WAREHOUSES, named))
                .isEqualTo("profile \"A\"\nuse warehouse \"Wien\"\n");
        assertThat(changed("profile \"A\"\r\n\r\nkeep 1 in reserve\r\n", Setting.WAREHOUSES, named))
                .isEqualTo("profile \"A\"\r\n\r\nuse warehouse \"Wien\"\r\nkeep 1 in reserve\r\n");
    }

    @Test
    void each_warehouse_keeps_its_own() {
        var text = "profile \"A\"\nkeep 1 in reserve\nkeep 2 in reserve at \"Wien\" # cellar\n";
        var wanted = ProfileText.read(
                "profile \"A\"\nkeep 10% in reserve at \"Wien\"\nkeep 3 in reserve at \"Graz\"\nkeep 1 in reserve");
        assertThat(changed(text, Setting.RESERVE, wanted))
                .isEqualTo("profile \"A\"\nkeep 1 in reserve\nkeep 10% in reserve at \"Wien\" # cellar\n"
                        + "keep 3 in reserve at \"Graz\"\n");
    }

    @Test
    void a_text_that_cannot_be_read_is_left_alone() {
        var wanted = ProfileText.read("profile \"A\"\noffer 50%");
        assertThat(SettingChange.apply("profile \"A\"\nkeep 2 in resrve\n", Setting.SHARE, wanted))
                .isInstanceOf(SettingChange.Result.Refused.class);
        assertThat(SettingChange.apply("profile \"A\"\nquantity single\nquantity single\n", Setting.SHARE, wanted))
                .isInstanceOfSatisfying(
                        SettingChange.Result.Refused.class,
                        refused -> assertThat(refused.diagnostics())
                                .extracting(Diagnostic::code)
                                .containsExactly(Code.GIVEN_TWICE));
        assertThat(SettingChange.read("profile \"A\"\nkeep 2 in resrve\n")).isEmpty();
    }

    @Property(tries = 200)
    void after_a_change_the_profile_has_just_the_new_value(@ForAll("texts") String text, @ForAll long seed) {
        var before = SettingChange.read(text);
        var wanted = new GeneratedProfiles(seed).profile();
        for (var setting : Setting.values()) {
            if (before.isPresent()) {
                assertChanged(text, before.get(), setting, wanted);
            } else {
                assertThat(SettingChange.apply(text, setting, wanted)).isInstanceOf(SettingChange.Result.Refused.class);
            }
        }
    }

    private static void assertChanged(String text, Profile before, Setting setting, Profile wanted) {
        var changed = changed(text, setting, wanted);
        var after = ProfileText.read(changed);
        assertThat(sorted(setting.written(after))).as(changed).isEqualTo(sorted(setting.written(wanted)));
        Stream.of(Setting.values())
                .filter(other -> other != setting)
                .forEach(other -> assertThat(other.written(after)).as(changed).isEqualTo(other.written(before)));
        assertThat(comments(changed)).isEqualTo(comments(text));
        var back = changed(changed, setting, before);
        assertThat(comments(back)).isEqualTo(comments(text));
        assertThat(withSortedReserves(ProfileText.read(back))).isEqualTo(withSortedReserves(ProfileText.read(text)));
    }

    private static List<String> sorted(List<String> statements) {
        return statements.stream().sorted().toList();
    }

    private static List<Object> withSortedReserves(Profile profile) {
        var meaning = profile.meaning();
        return List.of(
                sorted(Setting.RESERVE.written(profile)),
                meaning.name(),
                meaning.selection(),
                meaning.share(),
                meaning.mode(),
                meaning.minimum(),
                meaning.steps(),
                meaning.handlingDays(),
                meaning.unknown(),
                meaning.exceptions(),
                meaning.expectations());
    }

    private static String changed(String text, Setting setting, Profile wanted) {
        return switch (SettingChange.apply(text, setting, wanted)) {
            case SettingChange.Result.Changed changed -> changed.text();
            case SettingChange.Result.Refused refused -> throw new AssertionError(refused.diagnostics());
        };
    }

    /// The texts that the generator makes have no other `#`.
    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')).stripTrailing())
                .toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return new FormatterTest().texts();
    }
}
