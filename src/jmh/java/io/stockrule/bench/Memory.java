package io.stockrule.bench;

import java.io.IOException;
import java.util.List;

/// What many profiles keep in memory.
final class Memory implements Section {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        var answer = Child.run(
                MemoryProgram.class,
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                List.of(place.rules().toString()));
        double heap = answer.path("heap").asDouble();
        double metaspace = answer.path("metaspace").asDouble();
        return List.of(
                Row.below(200, "heap + metaspace, 10,000 profiles, 2,000 distinct", heap + metaspace, "MB"),
                Row.info("of it heap", heap, "MB"),
                Row.info("of it metaspace", metaspace, "MB"),
                Row.info("rule bases in it", answer.path("built").asDouble(), ""),
                Row.below(
                        1,
                        "rule bases built after the first round",
                        answer.path("builtAgain").asDouble(),
                        ""),
                Row.info(
                        "classes loaded by 100,000 edits of profiles",
                        answer.path("classes").asDouble(),
                        ""),
                Row.info(
                        "metaspace taken by them",
                        answer.path("metaspaceGrowth").asDouble(),
                        "MB"),
                Row.info("heap taken by them", answer.path("heapGrowth").asDouble(), "MB"));
    }
}
