package io.stockrule.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How long somebody who is about to save a profile waits until it is known what would become of 100,000 numbers.
final class LookAhead implements Section {
    private static final int LISTINGS = 100_000;
    private static final int TIMES = 7;
    private static final double BAR_SECONDS = 5;

    @Override
    public String name() {
        return "ahead";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        try (var service = new LiveService(place, 100, Map.of("STOCKRULE_DELIVERY_ENABLED", "false"))) {
            var large = LargeMerchant.of(service, service.connect("ahead.myshopify.com", 100), LISTINGS);
            try (var database = service.database()) {
                large.awaitDecided(database);
            }
            double[] first = new double[TIMES];
            double[] whole = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                look(large, i, first, whole);
            }
            double cold = whole[0];
            Arrays.sort(first);
            Arrays.sort(whole);
            return List.of(
                    Row.below(BAR_SECONDS, "ahead: 100,000 listings by another text, p50", whole[TIMES / 2], "s"),
                    Row.info("ahead: the first time", cold, "s"),
                    Row.info("ahead: until it says something, longest", first[TIMES - 1] * 1_000, "ms"));
        }
    }

    private static void look(LargeMerchant large, int time, double[] first, double[] whole) {
        long start = System.nanoTime();
        try (var events =
                large.lookAhead("keep %d in reserve\nwhen available is below 3 then list 0\n".formatted(time + 1))) {
            var all = events.filter(line -> line.startsWith("data:")).iterator();
            var last = all.next();
            first[time] = seconds(start);
            while (all.hasNext()) {
                last = all.next();
            }
            whole[time] = seconds(start);
            if (!last.contains("\"complete\":true") || !last.contains("\"listings\":" + LISTINGS)) {
                throw new IllegalStateException("not looked at all of them: " + last);
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
