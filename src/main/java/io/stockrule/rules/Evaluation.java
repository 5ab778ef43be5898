package io.stockrule.rules;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes many candidates through their rule bases: all of them through their first, then all through their next, so
/// that
/// those with the same base run together whatever their profiles.
final class Evaluation {
    private static final Logger LOG = Logger.getLogger(Evaluation.class);
    private static final int BATCH = 1_000;

    private final int firingsPerCandidate;
    private final boolean traced;
    private final List<Map<RuleBase, List<Journey>>> rounds = new ArrayList<>();

    Evaluation(int firingsPerCandidate, boolean traced) {
        this.firingsPerCandidate = firingsPerCandidate;
        this.traced = traced;
    }

    /// @param bases that it goes through, one after the other
    private record Journey(Candidate candidate, List<RuleBase> bases) {}

    void add(Candidate candidate, List<RuleBase> bases) {
        var journey = new Journey(candidate, bases);
        for (int round = 0; round < bases.size(); round++) {
            if (round == rounds.size()) {
                rounds.add(new IdentityHashMap<>());
            }
            rounds.get(round)
                    .computeIfAbsent(bases.get(round), _ -> new ArrayList<>())
                    .add(journey);
        }
    }

    void run() {
        for (int i = 0; i < rounds.size(); i++) {
            int round = i;
            rounds.get(i).forEach((base, journeys) -> {
                for (int from = 0; from < journeys.size(); from += BATCH) {
                    run(base, round, journeys.subList(from, Math.min(journeys.size(), from + BATCH)));
                }
            });
        }
    }

    /// When the run fails, each candidate starts over alone, and only those that fail again hold with the reason.
    private void run(RuleBase base, int round, List<Journey> journeys) {
        var candidates = journeys.stream()
                .map(Journey::candidate)
                .filter(candidate -> !candidate.ruling().hasFailed())
                .toList();
        try {
            base.run(candidates, firingsPerCandidate, traced);
        } catch (RuntimeException e) {
            LOG.debugf(e, "a run of %d candidates failed, each now runs alone", candidates.size());
            var failures = journeys.stream()
                    .filter(journey -> !journey.candidate().ruling().hasFailed())
                    .flatMap(journey -> runAlone(journey, round).stream())
                    .toList();
            // Once, and not for each listing: a rule that fails may fail for all of them.
            failures.stream()
                    .findFirst()
                    .ifPresent(first -> LOG.errorf(first, "%d listings hold: %s", failures.size(), reason(first)));
        }
    }

    private Optional<RuntimeException> runAlone(Journey journey, int lastRound) {
        var candidate = journey.candidate();
        candidate.ruling().startOver();
        try {
            for (int round = 0; round <= lastRound; round++) {
                journey.bases().get(round).run(List.of(candidate), firingsPerCandidate, traced);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            candidate.ruling().fail(reason(e));
            return Optional.of(e);
        }
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof RulesFailed failed ? String.valueOf(failed.getMessage()) : "the rules failed";
    }
}
