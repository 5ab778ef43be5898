package io.stockrule.demo;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The numbers that reached the simulated Amazon.
record Arrivals(Http simulators) {
    private static final int PAGE = 1_000;
    private static final Duration WINDOW = Duration.ofSeconds(5);

    /// @param throttled whether the rate limit turned it away
    record Arrival(long id, Instant at, String sku, int quantity, boolean throttled) {
        static Arrival of(JsonNode patch) {
            return new Arrival(
                    patch.path("id").asLong(),
                    Instant.parse(patch.path("at").asText()),
                    patch.path("sku").asText(),
                    patch.path("quantity").asInt(),
                    patch.path("answered").asText().equals("429"));
        }
    }

    /// In the order in which they came.
    ///
    /// @param after an id
    List<Arrival> of(String seller, long after) {
        var all = new ArrayList<Arrival>();
        long last = after;
        while (true) {
            var page = Scenery.items(simulators.get(
                            "/control/amazon/accounts/%s/patches?after=%d&limit=%d".formatted(seller, last, PAGE)))
                    .map(Arrival::of)
                    .toList();
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            last = page.getLast().id();
        }
    }

    /// Id of the latest.
    long last(String seller) {
        var all = of(seller, 0);
        return all.isEmpty() ? 0 : all.getLast().id();
    }

    /// What the rate limit turned away never reached the queue.
    Map<String, List<Integer>> bySku() {
        return Scenery.PLACES.stream()
                .flatMap(place -> of(place.seller(), 0).stream())
                .filter(arrival -> !arrival.throttled())
                .collect(groupingBy(Arrival::sku, mapping(Arrival::quantity, toList())));
    }

    /// All replicas together keep to what an account allows. A frozen sender may let a burst go later.
    ///
    /// @return the most that came in 5 seconds
    int assertPaceKept(double perSecond, int burst) {
        int most = 0;
        for (var place : Scenery.PLACES) {
            var all = of(place.seller(), 0).stream()
                    .sorted(comparing(Arrival::at))
                    .toList();
            assertThat(all).as("requests above the limit of %s", place.seller()).noneMatch(Arrival::throttled);
            int first = 0;
            for (int i = 0; i < all.size(); i++) {
                while (all.get(first).at().plus(WINDOW).isBefore(all.get(i).at())) {
                    first++;
                }
                most = Math.max(most, i - first + 1);
            }
        }
        assertThat(most)
                .as("requests of one account within %s", WINDOW)
                .isLessThanOrEqualTo((int) (perSecond * WINDOW.toSeconds()) + 2 * burst);
        return most;
    }
}
