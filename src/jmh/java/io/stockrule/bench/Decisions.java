package io.stockrule.bench;

import static org.openjdk.jmh.annotations.Mode.Throughput;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/// How many decisions the rules make in a second, beside plain Java.
final class Decisions implements Section {
    @Override
    public String name() {
        return "decisions";
    }

    @Override
    public List<Row> measure(Place place) throws RunnerException {
        var scores = new HashMap<String, Double>();
        scores.putAll(scores(Jmh.run(place, DecisionsBenchmark.class, Throughput)));
        scores.putAll(scores(Jmh.run(place, SessionBenchmark.class, Throughput)));
        scores.putAll(scores(Jmh.run(place, OwnProfilesBenchmark.class, Throughput)));
        scores.putAll(scores(Jmh.run(place, ReferenceBenchmark.class, Throughput)));
        var rows = new ArrayList<Row>();
        for (var profiles : List.of("alone", "mixed")) {
            var which = profiles.equals("alone") ? "one profile a batch" : "8 profiles a batch";
            rows.add(
                    Row.atLeast(1_000_000, "decisions, one core, " + which, get(scores, "untraced " + profiles), "/s"));
            rows.add(Row.atLeast(
                    300_000, "decisions with trace, one core, " + which, get(scores, "traced " + profiles), "/s"));
        }
        rows.add(Row.info("decisions, one core, each listing its own profile", get(scores, "ownProfiles"), "/s"));
        double reference = get(scores, "interpreter");
        rows.add(Row.info("decisions, a session for each listing", get(scores, "single"), "/s"));
        rows.add(Row.info("decisions with trace, reference in plain Java", reference, "/s"));
        rows.add(Row.info(
                "reference to rules, both with trace, 8 profiles", reference / get(scores, "traced mixed"), "times"));
        return rows;
    }

    /// By the name of the method and the parameter.
    private static Map<String, Double> scores(Collection<RunResult> results) {
        var scores = new HashMap<String, Double>();
        for (var result : results) {
            var parameters = result.getParams();
            var profiles = parameters.getParamsKeys().contains("profiles") ? " " + parameters.getParam("profiles") : "";
            var score = result.getPrimaryResult();
            scores.put(score.getLabel() + profiles, score.getScore());
        }
        return scores;
    }

    private static double get(Map<String, Double> scores, String name) {
        return Objects.requireNonNull(scores.get(name), () -> name + " is not among " + scores.keySet());
    }
}
