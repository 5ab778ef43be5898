package io.stockrule.language.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.writing.ProfileWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Profiles that nobody showed to the search are found again from what they list.
///
/// `bin/learn-test` runs it for a hundred profiles with ten thousand pairs each.
class LearnedProfilesTest {
    private static final int PROFILES = Integer.getInteger("stockrule.learn.profiles", 6);
    private static final int PAIRS = Integer.getInteger("stockrule.learn.pairs", 500);
    private static final long SEED = Long.getLong("stockrule.seed", 1);
    private static final int FRESH = 2_000;
    private static final double AT_LEAST = 0.95;

    private final List<String> missed = new ArrayList<>();
    private int recovered;
    private int alikeOnFresh;
    private long freshAlike;

    @Test
    void hidden_profiles_are_found_again_from_what_they_list() {
        for (int i = 0; i < PROFILES; i++) {
            judge(new HiddenProfiles(SEED + i));
        }
        report();
        assertThat(recovered).as("%s", missed).isGreaterThanOrEqualTo((int) Math.ceil(AT_LEAST * PROFILES));
    }

    private void judge(HiddenProfiles hidden) {
        var learned = Learning.of("Learned", hidden.pairs(PAIRS)).orElseThrow();
        if (learned.unexplained().isEmpty()) {
            recovered++;
        } else {
            missed.add("%d of %d:\n%s%s"
                    .formatted(learned.explained(), PAIRS, ProfileWriter.write(hidden.profile()), learned.text()));
        }
        long alike = Stream.generate(hidden::facts)
                .limit(FRESH)
                .filter(facts ->
                        Proposal.listed(learned.profile(), facts).equals(Proposal.listed(hidden.profile(), facts)))
                .count();
        freshAlike += alike;
        alikeOnFresh += alike == FRESH ? 1 : 0;
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "%d of %d hidden profiles recovered from %,d pairs each; on fresh stock %d decide every pair alike, and"
                        + " %.3f %% of all pairs are alike%n",
                recovered,
                PROFILES,
                PAIRS,
                alikeOnFresh,
                100.0 * freshAlike / ((long) FRESH * PROFILES));
        missed.forEach(System.out::println);
    }
}
