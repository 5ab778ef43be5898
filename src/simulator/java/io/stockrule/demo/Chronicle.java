package io.stockrule.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/// Tells each stock change as one line: what changed in Shopify, what the profile said and why, and when Amazon showed
/// it.
final class Chronicle {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Http simulators;
    private final Http merchant;
    private final InstantSource time;
    private final Deque<Change> open = new ArrayDeque<>();
    private final Map<String, Shown> shown = new HashMap<>();
    private long lastEvent;
    private int told;

    /// @param merchant with the merchant's key
    /// @param lastEvent number of the last event that is not to be told any more
    Chronicle(Http simulators, Http merchant, InstantSource time, long lastEvent) {
        this.simulators = simulators;
        this.merchant = merchant;
        this.time = time;
        this.lastEvent = lastEvent;
    }

    private record Change(Instant at, String sku, String what) {}

    private record Shown(Instant at, int quantity) {}

    int told() {
        return told;
    }

    boolean hasOpenLines() {
        return !open.isEmpty();
    }

    long lastEvent() {
        return lastEvent;
    }

    /// Follows what happens for at most the given time, and prints the lines that are complete.
    void follow(Duration atMost) {
        var answer = simulators.get(
                "/control/events?limit=1000&after=%d&waitMillis=%d".formatted(lastEvent, atMost.toMillis()));
        Scenery.items(answer).forEach(this::hear);
        lastEvent = answer.path("next").asLong(lastEvent);
        tellComplete();
    }

    private void hear(JsonNode event) {
        var at = Instant.parse(event.path("at").asText());
        var data = event.path("data");
        var sku = data.path("sku").asText();
        switch (event.path("kind").asText()) {
            case "STOCK_CHANGED" ->
                open.add(new Change(
                        at,
                        sku,
                        "%s: %s %s → %s"
                                .formatted(
                                        data.path("title").asText(),
                                        data.path("warehouse").asText(),
                                        data.path("from").asText("?"),
                                        data.path("to").asText("unknown"))));
            case "QUANTITY_EFFECTIVE" ->
                shown.put(sku, new Shown(at, data.path("quantity").asInt()));
            default -> {}
        }
    }

    private void tellComplete() {
        if (open.isEmpty()) {
            return;
        }
        for (Iterator<Change> it = open.iterator(); it.hasNext(); ) {
            var change = it.next();
            var listing = merchant.get("/api/v1/listings?limit=1&sku=" + change.sku())
                    .path("items")
                    .path(0);
            if (tell(change, listing)) {
                it.remove();
                told++;
            }
        }
    }

    /// @return false while the line is not complete
    private boolean tell(Change change, JsonNode listing) {
        var decidedAt = listing.path("decidedAt").asText("");
        boolean late = change.at().plus(PATIENCE).isBefore(time.instant());
        if (!late && (decidedAt.isEmpty() || Instant.parse(decidedAt).isBefore(change.at()))) {
            return false;
        }
        var end = outcome(change, listing);
        if (end.isEmpty() && !late) {
            return false;
        }
        System.out.printf(
                "%s  %s | %s | %s%n",
                CLOCK.format(change.at()),
                change.what(),
                listing.path("because").asText(),
                end.isEmpty() ? "still under way: " + listing.path("status").asText() : end);
        return true;
    }

    private String outcome(Change change, JsonNode listing) {
        var decided = listing.path("decided");
        if (!decided.isInt()) {
            return "held, Amazon keeps what it shows";
        }
        if (listing.path("status").asText().equals("Linking Error")) {
            return "not sent: " + listing.path("reason").asText();
        }
        var last = shown.get(change.sku());
        if (last == null || last.at().isBefore(change.at())) {
            return listing.path("status").asText().equals("Linked") ? "Amazon keeps " + decided.asInt() : "";
        }
        if (last.quantity() != decided.asInt()) {
            return "";
        }
        double seconds = Duration.between(change.at(), last.at()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "Amazon shows %d after %.1f s", last.quantity(), seconds);
    }
}
