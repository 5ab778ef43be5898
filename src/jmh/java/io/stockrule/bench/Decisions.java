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
    private static final String HEAP = " heap";

    @Override
    public String name() {
        return "decisions";
    }

    @Override
    public List<Row> measure(Place place) throws RunnerException {
        var scores = new HashMap<String, Double>();
        for (var benchmark : List.of(
                DecisionsBenchmark.class,
                ComparedBenchmark.class,
                OwnProfilesBenchmark.class,
                SessionBenchmark.class,
                ReferenceBenchmark.class)) {
            scores.putAll(scores(Jmh.run(place, benchmark, Throughput)));
        }
        var rows = new ArrayList<Row>();
        for (var profiles : List.of("alone", "mixed")) {
            var which = profiles.equals("alone") ? "one profile a batch" : "8 profiles a batch";
            rows.add(
                    Row.atLeast(1_000_000, "decisions, one core, " + which, get(scores, "untraced " + profiles), "/s"));
            rows.add(Row.atLeast(
                    300_000, "decisions with trace, one core, " + which, get(scores, "traced " + profiles), "/s"));
            rows.add(Row.below(64, "heap for a decision, " + which, get(scores, "untraced " + profiles + HEAP), "B"));
            rows.add(Row.below(
                    200, "heap for a decision with trace, " + which, get(scores, "traced " + profiles + HEAP), "B"));
        }
        rows.add(Row.atLeast(
                2_000_000, "decisions, 8 profiles with where a batch", get(scores, "untraced limited"), "/s"));
        rows.add(Row.atLeast(
                1_000_000, "decisions with trace, 8 profiles with where", get(scores, "traced limited"), "/s"));
        rows.add(Row.info("decisions, the workload of the comparison", get(scores, "comparedUntraced"), "/s"));
        rows.add(Row.info("the same with trace", get(scores, "comparedTraced"), "/s"));
        rows.add(Row.info("decisions, each listing its own profile", get(scores, "own TEXTS"), "/s"));
        rows.add(Row.atLeast(2_000_000, "decisions, each listing its own numbers", get(scores, "own NUMBERS"), "/s"));
        rows.add(Row.atLeast(
                1_000_000, "decisions, each listing its own exceptions", get(scores, "own EXCEPTIONS"), "/s"));
        double reference = get(scores, "interpreter");
        rows.add(Row.info("decisions one at a time", get(scores, "single"), "/s"));
        rows.add(Row.info("decisions with trace, reference in plain Java", reference, "/s"));
        rows.add(Row.info(
                "reference to rules, both with trace, 8 profiles", reference / get(scores, "traced mixed"), "times"));
        return rows;
    }

    /// By the name of the method and the parameter; with the bytes that each allocates.
    private static Map<String, Double> scores(Collection<RunResult> results) {
        var scores = new HashMap<String, Double>();
        for (var result : results) {
            var parameters = result.getParams();
            var profiles = parameters.getParamsKeys().contains("profiles") ? " " + parameters.getParam("profiles") : "";
            var name = result.getPrimaryResult().getLabel() + profiles;
            scores.put(name, result.getPrimaryResult().getScore());
            scores.put(
                    name + HEAP,
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                            .getScore());
        }
        return scores;
    }

    private static double get(Map<String, Double> scores, String name) {
        return Objects.requireNonNull(scores.get(name), () -> name + " is not among " + scores.keySet());
    }
}
