package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.rules.scenario.ScenarioFacts;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    private static final Path FOLDER = Path.of("rules");
    private static final Rules RULES = OurRules.RULES;

    @TempDir
    Path folder;

    @Test
    void a_trace_tells_each_step_that_changed_something() {
        var profile = profile("""
                keep 2 in reserve
                quantity not more than 3
                when listed is 3 then hold
                """);
        assertThat(told(decide(profile, "Berlin 12; Hamburg 3")))
                .isEqualTo(new Decision(
                        new Outcome.Holds("when listed is 3 then hold"),
                        OptionalInt.empty(),
                        List.of(
                                step("all warehouses count", -1, 15, "Berlin 12 + Hamburg 3 = 15 available"),
                                step("the reserve is kept back", 15, 13, "2 kept in reserve: 13"),
                                step(
                                        "not more than a number lists the sellable stock up to it",
                                        13,
                                        3,
                                        "not more than 3: 3"),
                                step("exception 1 of the profile", 3, -1, "when listed is 3 then hold"))));
    }

    @Test
    void many_warehouses_do_not_make_a_long_sentence() {
        var levels = String.join(
                "; ", IntStream.range(0, 200).mapToObj(i -> "W" + i + " 1").toList());
        assertThat(decide(profile(""), levels).trace().getFirst().sentence())
                .isEqualTo("W0 1 + W1 1 + W2 1 + W3 1 + W4 1 + W5 1 + W6 1 + W7 1 + W8 1 + W9 1 + 190 more"
                        + " = 200 available");
    }

    @Test
    void answers_come_in_the_order_of_the_questions_whatever_their_profiles_and_number() {
        var profiles = List.of(
                profile("quantity custom quantity 7"),
                profile("when available is below 100 then subtract 1"),
                profile("when available is below 200 then subtract 2"),
                profile("keep 1 in reserve"));
        var questions = IntStream.range(0, 4_321)
                .mapToObj(i -> new Question(profiles.get(i % 4), facts("Berlin " + i)))
                .toList();
        assertThat(RULES.decideWithoutTrace(questions))
                .map(Decision::outcome)
                .isEqualTo(questions.stream()
                        .map(question -> Interpreter.outcome(question.profile(), question.facts()))
                        .toList());
    }

    @Test
    void no_question_gets_no_answer() {
        assertThat(RULES.decide(List.of())).isEmpty();
    }

    @Test
    void an_exception_holds_in_the_words_of_its_own_profile() {
        var near = profile("when available is below 3 then hold");
        var far = profile("keep 1 in reserve\n\nwhen   available is below 3 then hold");
        assertThat(decide(near, "Berlin 1").outcome())
                .isEqualTo(new Outcome.Holds(near.exceptions().getFirst().text()));
        assertThat(decide(far, "Berlin 1").outcome())
                .isEqualTo(new Outcome.Holds(far.exceptions().getFirst().text()));
    }

    @Test
    void answers_come_in_the_order_of_the_questions_however_many_there_are() {
        var profiles = List.of(
                profile(""),
                profile("keep 2 in reserve"),
                profile("when available is above 9 then hold"),
                profile("include rules \"nowhere\""));
        var questions = IntStream.range(0, 2_500)
                .mapToObj(i -> new Question(
                        profiles.get(i * 7 % profiles.size()),
                        ScenarioFacts.read("Berlin " + i % 31, Integer.toString(1 + i % 3), "")))
                .toList();
        var expected = questions.stream()
                .map(it -> RULES.decide(List.of(it)).getFirst())
                .toList();
        assertThat(RULES.decide(questions)).isEqualTo(expected);
        assertThat(expected.stream().distinct()).hasSizeGreaterThan(100);
    }

    @Test
    void many_threads_decide_at_once() throws Exception {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 100; i++) {
            var profile = profile("when available is above " + i % 7 + " then add " + i % 7);
            tasks.add(() -> {
                var questions = IntStream.range(0, 60)
                        .mapToObj(units -> new Question(profile, facts("Berlin " + units)))
                        .toList();
                return RULES.decide(questions)
                        .equals(questions.stream()
                                .map(it -> Interpreter.decide(it.profile(), it.facts()))
                                .toList());
            });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void a_rule_that_fails_holds_its_own_listings_only() throws IOException {
        var rules = rulesWith("05-pack.drl", "packSize > 1", "packSize == 2", "$candidates.getPackSize()", "0");
        for (int i = 0; i < 3; i++) {
            var decisions = rules.decide(List.of(
                    new Question(profile(""), facts("Berlin 12")),
                    new Question(profile(""), ScenarioFacts.read("Berlin 12", "2", "")),
                    new Question(profile(""), facts("Berlin 5"))));
            assertThat(decisions)
                    .as("also where a batch before has failed")
                    .map(Decision::outcome)
                    .containsExactly(
                            new Outcome.Lists(12),
                            new Outcome.Holds("rule \"packs sell only whole\" failed"),
                            new Outcome.Lists(5));
        }
    }

    @Test
    void every_operation_may_stand_in_every_step() throws IOException {
        var rules = rulesWith("10-guard.drl", "limitTo(0, 999999)", "countAllWarehouses()");
        var decision = rules.decide(List.of(new Question(profile("keep 2 in reserve"), facts("Berlin 12"))))
                .getFirst();
        assertThat(decision.outcome()).isEqualTo(new Outcome.Lists(10));
        assertThat(decision.trace())
                .map(TraceStep::sentence)
                .containsExactly(
                        "Berlin 12 available", "2 kept in reserve: 10", "product value: 10", "Berlin 12 available");
    }

    @Test
    void a_listing_over_the_limit_of_firings_holds_alone() {
        var rules = Rules.of(OurRules.compiled(FOLDER), 5);
        var decisions = rules.decide(List.of(
                new Question(profile(""), facts("Berlin 12")),
                new Question(
                        profile("keep 1 in reserve; offer 50%; when available is 12 then add 1"), facts("Berlin 12"))));
        assertThat(decisions)
                .map(Decision::outcome)
                .containsExactly(
                        new Outcome.Lists(12), new Outcome.Holds("the rules ran over their limit of 5 firings"));
    }

    @Test
    void a_number_that_no_rule_guards_is_never_sent() throws IOException {
        var rules = rulesWith("10-guard.drl", "999999", "5000000");
        assertThat(rules.decide(List.of(new Question(profile(""), facts("Berlin 2000000"))))
                        .getFirst()
                        .outcome())
                .isEqualTo(new Outcome.Holds("the rules gave a quantity outside 0 to 999,999: 2000000"));
    }

    @Test
    void a_listing_that_no_rule_gave_a_quantity_holds() throws IOException {
        var rules = rulesWith("06-quantity-modes.drl", "mode == Mode.PRODUCT_VALUE", "mode == Mode.SINGLE_STOCK");
        assertThat(rules.decide(List.of(new Question(profile(""), facts("Berlin 2"))))
                        .getFirst()
                        .outcome())
                .isEqualTo(new Outcome.Holds("no rule gave a quantity"));
    }

    @Test
    void a_file_that_does_not_compile_is_named_with_its_line() throws IOException {
        assertRefused("06-quantity-modes.drl", "mode == Mode.PRODUCT_VALUE", "mood == Mode.PRODUCT_VALUE")
                .contains("mood");
        assertRefused("06-quantity-modes.drl", "listSellable()", "listEverything()")
                .contains("listEverything");
        assertRefused("06-quantity-modes.drl", "then", "than");
    }

    @Test
    void a_step_without_rules_is_refused() throws IOException {
        copyRules();
        Files.delete(folder.resolve("10-guard.drl"));
        assertThatThrownBy(() -> Rules.load(folder))
                .isInstanceOf(InvalidRuleFiles.class)
                .hasMessage(
                        folder
                                + ": no rule for the step \"guard\"; its file is in the rules folder that came with this version");
    }

    @Test
    void an_operation_for_overrides_does_nothing_to_a_listing_without() throws IOException {
        var rules = rulesWith("09b-overrides.drl", "pinned == true", "pinned == false");
        assertThat(rules.decide(List.of(new Question(profile(""), facts("Berlin 2"))))
                        .getFirst()
                        .outcome())
                .isEqualTo(new Outcome.Lists(2));
    }

    /// A folder of one's own from before there were overrides.
    @Test
    void all_steps_without_rules_are_told_at_once() throws IOException {
        copyRules();
        Files.delete(folder.resolve("03b-more-reserve.drl"));
        Files.delete(folder.resolve("09b-overrides.drl"));
        assertThatThrownBy(() -> Rules.load(folder))
                .isInstanceOfSatisfying(
                        InvalidRuleFiles.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(
                                        folder
                                                + ": no rule for the step \"more reserve\"; its file is in the rules folder that"
                                                + " came with this version",
                                        folder
                                                + ": no rule for the step \"overrides\"; its file is in the rules folder that"
                                                + " came with this version"));
    }

    @Test
    void a_missing_or_empty_folder_is_named() {
        assertThatThrownBy(() -> Rules.load(Path.of("nowhere")))
                .isInstanceOf(InvalidRuleFiles.class)
                .hasMessageContaining(Path.of("nowhere").toAbsolutePath().toString());
        assertThatThrownBy(() -> Rules.load(folder))
                .isInstanceOf(InvalidRuleFiles.class)
                .hasMessage("no rule file (*.drl) in " + folder);
    }

    private AbstractStringAssert<?> assertRefused(String file, String... replacements) throws IOException {
        try {
            rulesWith(file, replacements);
        } catch (InvalidRuleFiles e) {
            return assertThat(e.getMessage()).startsWith(folder.resolve(file) + ":");
        }
        throw new AssertionError(file + " was accepted");
    }

    private Rules rulesWith(String file, String... replacements) throws IOException {
        copyRules();
        var text = Files.readString(folder.resolve(file));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(folder.resolve(file), text);
        return Rules.load(folder);
    }

    private void copyRules() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER, "*.drl")) {
            for (var file : files) {
                Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
            }
        }
    }

    private static Decision decide(Profile profile, String levels) {
        return RULES.decide(List.of(new Question(profile, facts(levels)))).getFirst();
    }

    private static ListingFacts facts(String levels) {
        return ScenarioFacts.read(levels, "", "");
    }

    private static Profile profile(String statements) {
        var text = "profile \"test\"\n" + statements.replace(';', '\n');
        return ((Checked.Accepted) Checker.check(text, KnownNames.ANY)).profile();
    }

    /// The same with its sentences.
    private static Decision told(Decision decision) {
        var trace = decision.trace().stream()
                .map(step -> new TraceStep(step.rule(), step.before(), step.after(), step.sentence()))
                .toList();
        return new Decision(decision.outcome(), decision.handlingDays(), trace);
    }

    /// @param before -1 for none
    /// @param after -1 for none
    private static TraceStep step(String rule, long before, long after, String sentence) {
        return new TraceStep(rule, amount(before), amount(after), sentence);
    }

    private static OptionalLong amount(long amount) {
        return amount == -1 ? OptionalLong.empty() : OptionalLong.of(amount);
    }
}
