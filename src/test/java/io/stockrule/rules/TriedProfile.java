package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.rules.scenario.ScenarioFacts;
import java.util.List;

/// Builds the rule base of a profile and lets it decide one listing.
public final class TriedProfile {
    private static final Rules RULES = OurRules.RULES;

    private TriedProfile() {}

    public static void decidesAsTheReference(Profile profile) {
        var facts = ScenarioFacts.read("Berlin 12; Hamburg 3", "", "2026-12-24");
        assertThat(RULES.decide(List.of(new Question(profile, facts))))
                .containsExactly(Interpreter.decide(profile, facts));
    }
}
