package io.stockrule.rules.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes groups of candidates through their rule bases: all groups through their first, then all through their next, so
/// that those with the same base run together whatever their profiles.
final class Evaluation {
    private static final Logger LOG = Logger.getLogger(Evaluation.class);

    private final int firingsPerCandidate;
    private final boolean traced;
    private final List<Map<RuleBase, List<Journey>>> rounds = new ArrayList<>();

    Evaluation(int firingsPerCandidate, boolean traced) {
        this.firingsPerCandidate = firingsPerCandidate;
        this.traced = traced;
    }

    /// @param bases that its candidates go through, one after the other
    private record Journey(Group group, List<RuleBase> bases) {}

    void add(Group group, List<RuleBase> bases) {
        var journey = new Journey(group, bases);
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
            rounds.get(i).forEach((base, journeys) -> run(base, round, journeys));
        }
    }

    /// When the run fails, each candidate starts over alone, and only those that fail again hold with the reason.
    private void run(RuleBase base, int round, List<Journey> journeys) {
        try {
            base.run(journeys.stream().map(Journey::group).toList(), firingsPerCandidate, traced);
        } catch (RuntimeException e) {
            LOG.debugf(e, "a run of %d groups failed, each of their candidates now runs alone", journeys.size());
            var failures = journeys.stream()
                    .flatMap(journey -> runEachAlone(journey, round).stream())
                    .toList();
            // Once, and not for each listing: a rule that fails may fail for all of them.
            failures.stream()
                    .findFirst()
                    .ifPresent(first -> LOG.errorf(first, "%d listings hold: %s", failures.size(), reason(first)));
        }
    }

    private List<RuntimeException> runEachAlone(Journey journey, int lastRound) {
        var failures = new ArrayList<RuntimeException>();
        for (var candidate : journey.group().all()) {
            runAlone(candidate, journey, lastRound).ifPresent(failures::add);
        }
        journey.group().removeFailed();
        return failures;
    }

    private Optional<RuntimeException> runAlone(Candidate candidate, Journey journey, int lastRound) {
        var alone = journey.group().only(candidate);
        candidate.ruling().startOver();
        try {
            for (int round = 0; round <= lastRound; round++) {
                journey.bases().get(round).run(List.of(alone), firingsPerCandidate, traced);
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
