package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.Decides;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Promise;
import io.stockrule.language.check.Checker;
import io.stockrule.language.meaning.InTurn;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/language-reference.md` is true, and has all of the language.
class LanguageReferenceTest {
    private static final String PAGE = page();
    private static final Pattern OTHER_WORDS = Pattern.compile("(?m)^.*(  # fmt writes: )(.*)$");
    private static final Pattern WARNED = Pattern.compile("# warned of: (SR\\d+)");

    private static final KnownNames KNOWN = KnownNames.ofWarehouses(Set.of("Berlin", "Hamburg", "Wien", "Outlet"))
            .withRuleFiles(Set.copyOf(OurRules.RULES.includable()))
            .withMarketplaces();

    private static final Decides RULES = (profile, facts) ->
            OurRules.RULES.decide(List.of(new Question(profile, facts))).getFirst();

    /// A profile, and the warnings that it is shown with.
    record Shown(String text, List<String> warnings) {
        @Override
        public String toString() {
            return text.lines().findFirst().orElseThrow();
        }
    }

    /// Statements below a name, and the code that they are refused with.
    record Refused(String statements, String code) {}

    static List<Shown> examples() {
        return blocks("stockrule")
                .map(text -> new Shown(
                        text,
                        WARNED.matcher(text).results().map(it -> it.group(1)).toList()))
                .toList();
    }

    static List<Refused> refused() {
        return blocks("refused")
                .flatMap(block -> Stream.of(block.split("\n\n")))
                .map(each -> new Refused(each, each.replaceFirst("(?s).*# ", "").strip()))
                .toList();
    }

    static List<MatchResult> sections() {
        return Pattern.compile("(?ms)^### ([^\n]+)\n(.*?)(?=^##|\\z)")
                .matcher(PAGE)
                .results()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_accepted_with_no_other_warning_than_is_said_and_formatted(Shown example) {
        var checked = Checker.check(example.text(), KNOWN, RULES);
        assertThat(checked)
                .as(Rendering.render("example.stockrule", example.text(), checked.diagnostics()))
                .isInstanceOf(Checked.Accepted.class);
        assertThat(codes(checked)).containsExactlyElementsOf(example.warnings());
        assertThat(Formatter.format(example.text()))
                .isEqualTo(OTHER_WORDS.matcher(example.text()).replaceAll("$2$1$2"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_does_what_it_expects_by_the_rules_and_by_the_reference(Shown example) {
        var profile = profile(example);
        assertThat(profile.expectations().size() + profile.promises().size()).isPositive();
        for (var expectation : profile.expectations()) {
            var byRules = InTurn.decide(expectation, facts -> RULES.decide(profile, facts));
            assertThat(expectation.steps())
                    .as("%s: %s", expectation.text(), byRules)
                    .zipSatisfy(
                            byRules,
                            (step, decision) -> assertThat(step.expected().isMetBy(decision.outcome()))
                                    .isTrue());
            if (!profile.includesRules()) {
                assertThat(InTurn.decide(expectation, facts -> Interpreter.decide(profile, facts)))
                        .isEqualTo(byRules);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_said_to_be_refused_is(Refused refused) {
        var checked = Checker.check("profile \"Candles\"\n" + refused.statements(), KNOWN, RULES);
        assertThat(checked).isInstanceOf(Checked.Rejected.class);
        assertThat(codes(checked)).containsExactly(refused.code());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void a_section_says_everything_and_shows_it(MatchResult section) {
        var rows = Pattern.compile("(?m)^\\| (\\w[\\w ]+) \\| [^|\n]+ \\|$")
                .matcher(section.group(2))
                .results()
                .map(row -> row.group(1));
        assertThat(rows)
                .as(section.group(1))
                .startsWith("form", "limits", "default", "not with", "step")
                .hasSize(5);
        assertThat(section.group(2)).as(section.group(1)).contains("```stockrule");
    }

    @Test
    void no_block_is_left_out() {
        assertThat(sections()).hasSizeGreaterThan(20);
        assertThat(refused()).hasSizeGreaterThan(20);
        assertThat(PAGE.lines().filter(line -> line.startsWith("```")))
                .hasSize(2 * (int) (examples().size() + blocks("refused").count()));
    }

    /// A row of the grammar that is new stands here until the reference shows it.
    @Test
    void every_part_of_the_grammar_is_shown() {
        var shown = examples().stream()
                .flatMap(example -> GrammarParts.of(example.text()).stream())
                .collect(Collectors.toSet());
        assertThat(GrammarParts.all()).hasSizeGreaterThan(150).containsAll(shown);
        assertThat(missing(GrammarParts.all(), shown)).isEmpty();
    }

    @Test
    void every_row_of_the_grammar_that_changes_a_decision_is_shown() {
        var shown = examples().stream()
                .flatMap(example -> GrammarRows.of(profile(example)).stream())
                .collect(Collectors.toSet());
        assertThat(missing(GrammarRows.ALL, shown)).isEmpty();
    }

    @Test
    void every_promise_is_shown() {
        var shown = examples().stream()
                .flatMap(example -> profile(example).promises().stream())
                .<Class<?>>map(each -> each.promise().getClass())
                .collect(Collectors.toSet());
        assertThat(shown).containsExactlyInAnyOrder(Promise.class.getPermittedSubclasses());
    }

    private static Set<String> missing(Set<String> all, Set<String> shown) {
        var missing = new TreeSet<>(all);
        missing.removeAll(shown);
        return missing;
    }

    private static Profile profile(Shown example) {
        return ((Checked.Accepted) Checker.read(example.text(), KNOWN)).profile();
    }

    private static List<String> codes(Checked checked) {
        return checked.diagnostics().stream()
                .map(Diagnostic::code)
                .map(code -> code.id())
                .toList();
    }

    private static Stream<String> blocks(String kind) {
        return Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```$")
                .matcher(PAGE)
                .results()
                .map(block -> block.group(1));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("docs", "language-reference.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
