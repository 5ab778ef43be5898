package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The rule files and the reference interpreter know nothing of each other, so what both say is what was meant.
///
/// `bin/differential-test` runs it for as many pairs as wanted, from a seed that nobody has tried before.
class RulesAgreeWithTheInterpreterTest {
    private static final int PROFILES_AT_ONCE = 10;
    private static final int LISTINGS_OF_EACH = 200;
    private static final int PAIRS_AT_ONCE = PROFILES_AT_ONCE * LISTINGS_OF_EACH;

    private final long pairs = Long.getLong("stockrule.pairs", 1_040_000);
    private final GeneratedQuestions generated = new GeneratedQuestions(Long.getLong("stockrule.seed", 20261123));
    private final Rules rules = OurRules.RULES;
    /// Their hash codes, as what is held of a profile lasts as long as the profile.
    private final Set<Integer> profiles = new HashSet<>();
    private final Map<String, Integer> profilesByRow = new HashMap<>();
    private final Map<String, Integer> listingsByOverride = new HashMap<>();
    private final Map<Class<? extends Outcome>, Integer> outcomes = new HashMap<>();

    @Test
    void every_pair_of_profile_and_facts_gets_the_same_decision_and_trace_from_both() {
        for (long done = 0; done < pairs; done += PAIRS_AT_ONCE) {
            var batch = generated.batch(PROFILES_AT_ONCE, LISTINGS_OF_EACH);
            compare(batch, rules.decide(batch), rules.decideWithoutTrace(batch));
        }

        assertThat(profiles).hasSizeGreaterThanOrEqualTo((int) (pairs / LISTINGS_OF_EACH * 0.96));
        assertThat(profilesByRow.keySet()).containsExactlyInAnyOrderElementsOf(GrammarRows.ALL);
        assertThat(profilesByRow)
                .allSatisfy((row, count) -> assertThat(count).as(row).isGreaterThanOrEqualTo(profiles.size() / 100));
        assertThat(listingsByOverride.keySet())
                .containsExactlyInAnyOrder("RESERVE", "CAP", "PIN", "PIN also when stopped");
        assertThat(listingsByOverride.values())
                .allSatisfy(count -> assertThat((long) count).isGreaterThan(pairs / 100));
        assertThat(outcomes.keySet())
                .containsExactlyInAnyOrder(Outcome.Lists.class, Outcome.Holds.class, Outcome.Stops.class);
        assertThat(outcomes.values())
                .allSatisfy(count -> assertThat((long) count).isGreaterThan(pairs / 30));
    }

    /// These are decided together, in groups of all sizes, and beside others.
    @Test
    void listings_whose_profiles_differ_in_numbers_get_the_decisions_of_their_own() {
        for (int size : List.of(1, 2, 63, 64, 65, 1_000)) {
            for (int i = 0; i < 1 + 2_000 / size; i++) {
                var batch = generated.alike(size);
                compare(batch, rules.decide(batch), rules.decideWithoutTrace(batch));
            }
        }
        for (int i = 0; i < 50; i++) {
            var batch = new ArrayList<Question>();
            List.of(1, 2, 63, 64, 65, 200).forEach(size -> batch.addAll(generated.alike(size)));
            Collections.shuffle(batch, new Random(i));
            compare(batch, rules.decide(batch), rules.decideWithoutTrace(batch));
        }
    }

    private void compare(List<Question> batch, List<Decision> decisions, List<Decision> untraced) {
        for (int i = 0; i < batch.size(); i++) {
            var question = batch.get(i);
            var expected = Interpreter.decide(question.profile(), question.facts());
            count(question.profile(), expected);
            question.facts().overrides().all().forEach(it -> listingsByOverride.merge(kind(it), 1, Integer::sum));
            // Not a thousand thousand assertions, whose descriptions alone would take minutes.
            if (!decisions.get(i).equals(expected)) {
                assertThat(decisions.get(i)).as("%s", question).isEqualTo(expected);
            }
            var withoutTrace = new Decision(expected.outcome(), expected.handlingDays(), List.of());
            if (!untraced.get(i).equals(withoutTrace)) {
                assertThat(untraced.get(i)).as("%s", question).isEqualTo(withoutTrace);
            }
        }
    }

    private static String kind(ListingOverride override) {
        return override.kind() + (override.alsoWhenStopped() ? " also when stopped" : "");
    }

    private void count(Profile profile, Decision decision) {
        outcomes.merge(decision.outcome().getClass(), 1, Integer::sum);
        if (profiles.add(profile.hashCode())) {
            GrammarRows.of(profile).forEach(row -> profilesByRow.merge(row, 1, Integer::sum));
        }
    }
}
