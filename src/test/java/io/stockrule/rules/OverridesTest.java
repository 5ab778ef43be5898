package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.Overrides;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What overrides can do to a number and what they cannot, whatever the profile. What the reference says here the rules
/// say too ([RulesAgreeWithTheInterpreterTest]).
class OverridesTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @Property(tries = 2_000)
    void a_cap_never_raises_and_changes_nothing_but_what_is_listed(@ForAll long seed) {
        var asked = new Asked(seed);
        int cap = (int) Math.floorMod(seed, 12L);
        var before = asked.without();
        var expected = before instanceof Outcome.Lists(int listed) ? new Outcome.Lists(Math.min(listed, cap)) : before;
        assertThat(asked.with(override(Kind.CAP, cap, false))).isEqualTo(expected);
    }

    @Property(tries = 100)
    void they_stay_when_another_number_was_decided_before(@ForAll long seed) {
        var pinned = new Asked(seed).facts().with(Overrides.of(List.of(override(Kind.PIN, 7, false))));
        assertThat(pinned.withLastDecided(OptionalInt.of(3)).overrides()).isEqualTo(pinned.overrides());
    }

    @Property(tries = 2_000)
    void a_pin_never_sells_what_a_hold_holds_and_lifts_a_stop_only_when_it_says_so(@ForAll long seed) {
        var asked = new Asked(seed);
        boolean alsoWhenStopped = seed % 2 == 0;
        var before = asked.without();
        var expected = switch (before) {
            case Outcome.Lists _ -> new Outcome.Lists(7);
            case Outcome.Stops _ -> alsoWhenStopped ? new Outcome.Lists(7) : before;
            case Outcome.Holds _ -> before;
        };
        assertThat(asked.with(override(Kind.PIN, 7, alsoWhenStopped))).isEqualTo(expected);
    }

    /// An exception may list more when less is sellable, so there are none.
    @Property(tries = 2_000)
    void a_reserve_never_raises_what_follows_stock_and_leaves_all_else(@ForAll long seed) {
        var asked = new Asked(seed).withoutExceptions();
        var before = asked.without();
        var after = asked.with(override(Kind.RESERVE, 1 + (int) Math.floorMod(seed, 9L), false));
        if (before instanceof Outcome.Lists(int listed) && asked.followsStock()) {
            assertThat(after)
                    .isInstanceOfSatisfying(
                            Outcome.Lists.class,
                            lists -> assertThat(lists.quantity()).isLessThanOrEqualTo(listed));
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    /// Those with overrides take nothing from those without, and the other way round.
    @Test
    void listings_with_and_without_overrides_are_decided_together_as_each_alone() {
        var generated = new GeneratedQuestions(7);
        var questions = new ArrayList<Question>();
        for (var question : generated.batch(5, 100)) {
            questions.add(question);
            questions.add(new Question(question.profile(), question.facts().with(generated.overrides())));
        }
        var together = OurRules.RULES.decide(questions);
        for (int i = 0; i < questions.size(); i++) {
            assertThat(together.get(i))
                    .isEqualTo(OurRules.RULES.decide(List.of(questions.get(i))).getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            KIND    |   UNITS | STOPPED | REFUSED WITH
            RESERVE |       0 | false   | RESERVE has 1 to 1,000,000 units, was 0
            CAP     |      -1 | false   | CAP has 0 to 1,000,000 units, was -1
            PIN     | 1000001 | false   | PIN has 0 to 1,000,000 units, was 1000001
            CAP     |       3 | true    | only a pin may act when the profile stops, was CAP
            """)
    void an_override_that_means_nothing_is_none(Kind kind, int units, boolean alsoWhenStopped, String message) {
        assertThatThrownBy(() -> override(kind, units, alsoWhenStopped)).hasMessage(message);
    }

    @Test
    void a_listing_has_at_most_one_of_each_kind() {
        var twice = List.of(override(Kind.CAP, 3, false), override(Kind.CAP, 4, false));
        assertThatThrownBy(() -> Overrides.of(twice)).hasMessageContaining("at most one override of each kind");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "none", textBlock = """
            END                     | IN FORCE
            none                    | true
            2026-12-01T10:00:00.001Z | true
            2026-12-01T10:00:00Z    | false
            2026-12-01T09:59:59Z    | false
            """)
    void an_override_is_in_force_until_its_end_and_not_at_it(Instant end, boolean isInForce) {
        var override = new ListingOverride(Kind.CAP, 3, false, "why", "Anna", Optional.ofNullable(end));
        assertThat(override.isInForce(NOW)).isEqualTo(isInForce);
    }

    private static ListingOverride override(Kind kind, int units, boolean alsoWhenStopped) {
        return new ListingOverride(kind, units, alsoWhenStopped, "slow carrier", "Anna", Optional.empty());
    }

    private record Asked(Profile profile, ListingFacts facts) {
        Asked(long seed) {
            this(new GeneratedQuestions(seed));
        }

        private Asked(GeneratedQuestions generated) {
            this(generated.profile(), generated.facts());
        }

        Asked withoutExceptions() {
            return new Asked(profile.withExceptions(List.of()), facts);
        }

        Outcome without() {
            return Interpreter.outcome(profile, facts);
        }

        Outcome with(ListingOverride override) {
            return Interpreter.outcome(profile, facts.with(Overrides.of(List.of(override))));
        }

        boolean followsStock() {
            return OneListing.profile(profile, facts).mode().followsStock();
        }
    }
}
