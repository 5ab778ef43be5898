package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.HostileTexts;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import io.stockrule.rules.scenario.ScenarioFacts;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What somebody hides in a profile stays text: checked, shown, formatted, built into rules and decided.
class HostileTextsTest {
    private static final Rules RULES = OurRules.RULES;

    @Test
    void nothing_that_stands_in_a_profile_is_ever_run() {
        var texts = HostileTexts.all();
        assertThat(texts).hasSizeGreaterThanOrEqualTo(500).doesNotHaveDuplicates();
        var accepted = texts.stream().flatMap(text -> profile(text).stream()).toList();
        assertThat(accepted).as("texts that are profiles all the same").hasSizeGreaterThan(200);
        var facts = ScenarioFacts.read("Berlin 12", "", "");
        var decisions = RULES.decide(
                accepted.stream().map(profile -> new Question(profile, facts)).toList());
        assertThat(decisions).hasSameSizeAs(accepted).allMatch(HostileTextsTest::isDecided);
        assertThat(HostileTexts.hasRun()).isFalse();
    }

    /// By the rules, or held because it includes a file that nobody has.
    private static boolean isDecided(Decision decision) {
        return !decision.trace().isEmpty()
                || decision.outcome() instanceof Outcome.Holds(var reason)
                        && reason.startsWith("there is no rule file");
    }

    private static Optional<Profile> profile(String text) {
        var checked = Checker.check(text, KnownNames.ANY);
        Rendering.render("hostile", text, checked.diagnostics());
        if (checked instanceof Checked.Accepted accepted) {
            assertThat(List.of(Formatter.format(text))).doesNotContain("");
            return Optional.of(accepted.profile());
        }
        return Optional.empty();
    }
}
