package io.stockrule.bench;

import io.stockrule.demo.DemoPrograms;
import io.stockrule.demo.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long the packaged service takes from its first instruction to its first good answer: with its PostgreSQL, and
/// with a PostgreSQL that is up because it outlived a service that was killed.
final class ServiceStart implements Section {
    private static final int STARTS = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        var programs = new DemoPrograms(place.home(), place.folder("start"), DemoPrograms.freePort());
        startAndStop(programs);
        var alone = new ArrayList<Double>();
        var together = new ArrayList<Double>();
        for (int i = 0; i < STARTS; i++) {
            together.add(startAndKill(programs));
            alone.add(startAndStop(programs));
        }
        return List.of(
                Row.below(6, "start to ready, PostgreSQL is up, median of 3", median(alone), "s"),
                Row.info("start to ready, PostgreSQL starts too, median of 3", median(together), "s"));
    }

    private static double startAndStop(DemoPrograms programs) throws InterruptedException {
        long start = System.nanoTime();
        try (var _ = start(programs)) {
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static double startAndKill(DemoPrograms programs) throws InterruptedException {
        long start = System.nanoTime();
        try (var service = start(programs)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            service.kill();
            return seconds;
        }
    }

    private static JavaProcess start(DemoPrograms programs) throws InterruptedException {
        return programs.startService(DemoPrograms.freePort(), LiveService.OPERATOR, Map.of());
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().skip(STARTS / 2).findFirst().orElseThrow();
    }
}
