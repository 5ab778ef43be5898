package io.stockrule.language.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Word;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is explained of each code is so.
///
/// Run with `-Dgolden.write=true` to write down what is said of the examples now, and read the difference before it is
/// committed.
class CodeExplanationsTest {
    private static final Path FILES = Path.of("src", "main", "resources", "diagnostics");

    /// The shop of the examples, as the page describes it.
    private static final KnownNames SHOP = KnownNames.ofWarehouses(Set.of("Berlin", "Hamburg", "Wien"))
            .withClosed(Set.of("Wien"))
            .withRuleFiles(Set.of("seasonal-cap"))
            .withMarketplaces()
            .withTexts(Word.Named.VENDOR, Set.of("Lumen", "Aroma House"))
            .withTexts(Word.Named.TAG, Set.of("fragile", "carton"))
            .withToday(LocalDate.parse("2026-12-01"));

    /// Told when there is too much of others, so never alone.
    private static final Set<Code> BESIDE_OTHERS = EnumSet.of(Code.TOO_MANY_MISTAKES, Code.TOO_MANY_WARNINGS);

    static List<Code> toldByTheChecker() {
        return Stream.of(Code.values()).filter(code -> !isToldWhenSaved(code)).toList();
    }

    static List<Code> toldWhenSaved() {
        return Stream.of(Code.values())
                .filter(CodeExplanationsTest::isToldWhenSaved)
                .toList();
    }

    private static boolean isToldWhenSaved(Code code) {
        return code.id().startsWith("SR4");
    }

    @Test
    void every_code_has_a_file_and_every_file_a_code() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("src/main/resources/diagnostics explains each code in a file of its own")
                    .containsExactlyInAnyOrderElementsOf(Stream.of(Code.values())
                            .map(code -> code.id() + ".txt")
                            .toList());
        }
    }

    @Test
    void every_code_has_an_identity_of_its_own() {
        assertThat(Stream.of(Code.values()).map(Code::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("toldByTheChecker")
    void an_example_provokes_exactly_its_code_and_is_told_as_its_file_says(Code code) throws IOException {
        var explanation = CodeExplanations.of(code);
        var text = Shorthand.written(explanation.before());
        var told = Checker.check(text, SHOP).diagnostics();
        var own = told.stream().filter(each -> each.code() == code).toList();
        assertThat(own).as("%s", told).isNotEmpty();
        if (BESIDE_OTHERS.contains(code)) {
            assertThat(told).hasSizeGreaterThan(own.size());
        } else {
            assertThat(told).extracting(Diagnostic::code).containsOnly(code);
        }
        var said = Shorthand.shown(Rendering.render("candles.stockrule", text, own));
        if (Boolean.getBoolean("golden.write")) {
            var file = FILES.resolve(code.id() + ".txt");
            Files.writeString(file, Files.readString(file).replace(explanation.says(), said));
        } else {
            assertThat(explanation.says()).isEqualTo(said);
        }
    }

    @ParameterizedTest
    @MethodSource("toldByTheChecker")
    void only_a_warning_leaves_a_profile_as_it_is(Code code) {
        var explanation = CodeExplanations.of(code);
        assertThat(Checker.check(Shorthand.written(explanation.before()), SHOP) instanceof Checked.Accepted)
                .isEqualTo(explanation.isWarning());
    }

    /// `io.stockrule.profile.CodesToldWhenSavedTest` saves them.
    @ParameterizedTest
    @MethodSource("toldWhenSaved")
    void what_is_told_when_saved_is_no_mistake_before(Code code) {
        var text = Shorthand.written(CodeExplanations.of(code).before());
        assertThat(Checker.check(text, SHOP)).isInstanceOf(Checked.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void an_example_put_right_is_accepted_without_a_word_and_formatted(Code code) {
        var text = CodeExplanations.of(code).after();
        assertThat(Rendering.render(
                        "candles.stockrule", text, Checker.check(text, SHOP).diagnostics()))
                .isEmpty();
        assertThat(Formatter.format(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void an_explanation_is_written_as_messages_are(Code code) {
        var explanation = CodeExplanations.of(code);
        assertThat(List.of(explanation.meaning(), explanation.cause(), explanation.cure()))
                .allSatisfy(line -> assertThat(line)
                        .doesNotEndWith(".")
                        .doesNotContain("|")
                        .matches(each -> each.startsWith("Amazon")
                                || each.startsWith("Shopify")
                                || Character.toLowerCase(each.charAt(0)) == each.charAt(0)));
    }
}
