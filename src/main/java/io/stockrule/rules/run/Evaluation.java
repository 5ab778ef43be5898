package io.stockrule.rules.run;

import static java.util.Objects.requireNonNull;

import io.stockrule.rules.Question;
import io.stockrule.stock.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Decides one batch. The rows of a shape are a group, and groups go through their stages: all through their
/// first, then all through their next, so that those that share a rule base run together.
final class Evaluation {
    private static final Logger LOG = Logger.getLogger(Evaluation.class);

    private final RulesInForce rules;
    private final int firingsPerListing;
    private final boolean traced;
    private final Stage first = groups -> groups.forEach(Group::actFirst);
    private final Stage last = groups -> groups.forEach(Group::actLast);
    private final Map<RuleBase, Stage> stages = new IdentityHashMap<>(0);
    /// By what is told of them.
    private final Map<String, Failures> failures = new LinkedHashMap<>(0);

    Evaluation(RulesInForce rules, int firingsPerListing, boolean traced) {
        this.rules = rules;
        this.firingsPerListing = firingsPerListing;
        this.traced = traced;
    }

    /// What is done to some groups; it fails for all of them or for none.
    @FunctionalInterface
    private interface Stage {
        void act(List<Group> groups);
    }

    private record Journey(Group group, List<Stage> stages) {}

    private record Failures(RuntimeException first, int count) {}

    /// Answers in the order of the questions.
    List<Decision> decide(List<Question> asked) {
        var questions = rules.steps().ownProfiles().of(asked);
        var plans = rules.steps().plans().of(questions, firingsPerListing);
        var ranges = ranges(plans);
        try (var amounts = Amounts.borrow(plans.length)) {
            var rows = new BatchRows(questions, plans, places(plans, ranges), amounts);
            var journeys = new ArrayList<Journey>(ranges.size());
            ranges.forEach((shape, range) -> {
                var group = new Group(rows, shape, range.from, range.from + range.size);
                if (isUsable(group, rows)) {
                    journeys.add(new Journey(group, stages(group, rows)));
                }
            });
            runAll(journeys, rows);
            return Collections.unmodifiableList(Arrays.asList(rows.decisions(traced)));
        }
    }

    private void runAll(List<Journey> journeys, BatchRows rows) {
        int rounds = 0;
        for (var journey : journeys) {
            rounds = Math.max(rounds, journey.stages().size());
        }
        for (int round = 0; round < rounds; round++) {
            run(journeys, round, rows);
        }
        // Once each, and not for every listing: a rule that fails may fail for all of them.
        failures.forEach((reason, it) -> LOG.errorf(it.first(), "%d listings hold: %s", it.count(), reason));
    }

    /// Where the rows of a shape are.
    private static final class Range {
        private int size;
        private int from;
        private int filled;
    }

    private static Map<Shape, Range> ranges(Plan[] plans) {
        var ranges = new IdentityHashMap<Shape, Range>(8);
        for (var plan : plans) {
            ranges.computeIfAbsent(plan.shape(), _ -> new Range()).size++;
        }
        int from = 0;
        for (var range : ranges.values()) {
            range.from = from;
            from += range.size;
        }
        return ranges;
    }

    /// Of the questions, in the order of the rows.
    private static int[] places(Plan[] plans, Map<Shape, Range> ranges) {
        var places = new int[plans.length];
        for (int i = 0; i < plans.length; i++) {
            var range = requireNonNull(ranges.get(plans[i].shape()));
            places[range.from + range.filled++] = i;
        }
        return places;
    }

    /// Whether there is something that can be done to its rows; otherwise they hold.
    private boolean isUsable(Group group, BatchRows rows) {
        var includes = group.shape().includes();
        Optional<String> broken = includes.isEmpty() ? Optional.empty() : rules.whyBroken(includes);
        boolean usable = true;
        for (int row = group.from(); row < group.to(); row++) {
            var failure = rows.plan(row).failure();
            if (failure != null) {
                int failed = row;
                rules.whyBroken(rows.includes(row))
                        .ifPresentOrElse(why -> rows.fail(failed, why), () -> fail(rows, failed, failure));
                usable = false;
            } else if (broken.isPresent()) {
                rows.fail(row, broken.get());
                usable = false;
            }
        }
        return usable;
    }

    private List<Stage> stages(Group group, BatchRows rows) {
        var shape = group.shape();
        var all = new ArrayList<Stage>(3);
        all.add(first);
        if (!shape.exceptions().isEmpty()) {
            all.add(stages.computeIfAbsent(rules.steps().ofExceptions(shape.exceptions()), base -> base::except));
        }
        if (!shape.includes().isEmpty()) {
            rules.basesOf(shape.includes())
                    .map(file -> stages.computeIfAbsent(
                            file, base -> groups -> base.include(groups, firingsPerListing, traced)))
                    .forEach(all::add);
            for (int row = group.from(); traced && row < group.to(); row++) {
                rows.listenTo(row);
            }
        }
        all.add(last);
        return all;
    }

    private void run(List<Journey> journeys, int round, BatchRows rows) {
        var together = new IdentityHashMap<Stage, List<Journey>>();
        for (var journey : journeys) {
            if (round < journey.stages().size()) {
                together.computeIfAbsent(journey.stages().get(round), _ -> new ArrayList<>())
                        .add(journey);
            }
        }
        together.forEach((stage, those) -> run(stage, those, round, rows));
    }

    /// When a stage fails, each row starts over alone, and only those that fail again hold with the reason.
    private void run(Stage stage, List<Journey> journeys, int round, BatchRows rows) {
        try {
            stage.act(journeys.stream().map(Journey::group).toList());
        } catch (RuntimeException e) {
            LOG.debugf(e, "a stage of %d groups failed, each of their listings now runs alone", journeys.size());
            journeys.forEach(journey -> runEachAlone(journey, round, rows));
        }
    }

    private void runEachAlone(Journey journey, int lastRound, BatchRows rows) {
        for (int row = journey.group().from(); row < journey.group().to(); row++) {
            if (!rows.hasFailed(row)) {
                runAlone(row, journey, lastRound, rows);
            }
        }
    }

    private void runAlone(int row, Journey journey, int lastRound, BatchRows rows) {
        rows.startOver(row);
        var alone = List.of(journey.group().only(row));
        try {
            journey.stages().subList(0, lastRound + 1).forEach(stage -> stage.act(alone));
        } catch (RuntimeException e) {
            fail(rows, row, e);
        }
    }

    private void fail(BatchRows rows, int row, RuntimeException failure) {
        var reason = RulesFailed.reason(failure);
        rows.fail(row, reason);
        failures.merge(
                reason, new Failures(failure, 1), (before, _) -> new Failures(before.first(), before.count() + 1));
    }
}
