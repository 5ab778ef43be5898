package io.stockrule.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;

/// How long saving a profile keeps its author waiting.
final class ProfileChecks implements Section {
    @Override
    public String name() {
        return "checks";
    }

    @Override
    public List<Row> measure(Place place) throws RunnerException {
        var rows = new ArrayList<Row>();
        for (var result : Jmh.run(place, ProfileCheckBenchmark.class, Mode.SampleTime)) {
            var what = "profile check with rule base, %s exceptions, warm, "
                    .formatted(result.getParams().getParam("exceptions"));
            var times = result.getPrimaryResult().getStatistics();
            rows.add(Row.info(what + "p50", times.getPercentile(50), "ms"));
            rows.add(Row.below(50, what + "p99", times.getPercentile(99), "ms"));
        }
        return rows;
    }
}
