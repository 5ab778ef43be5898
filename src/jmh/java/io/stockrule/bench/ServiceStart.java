package io.stockrule.bench;

import io.stockrule.demo.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long the packaged service takes from its first instruction to its first good answer, its PostgreSQL included.
final class ServiceStart implements Section {
    private static final int STARTS = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        var programs = new Programs(place.home(), place.folder("start"), Programs.freePort());
        start(programs);
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < STARTS; i++) {
            seconds.add(start(programs));
        }
        seconds.sort(null);
        return List.of(Row.below(6, "start to ready, PostgreSQL included, median of 3", seconds.get(STARTS / 2), "s"));
    }

    private static double start(Programs programs) throws InterruptedException {
        long start = System.nanoTime();
        try (var _ = programs.startService(Programs.freePort(), LiveService.OPERATOR, Map.of())) {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
