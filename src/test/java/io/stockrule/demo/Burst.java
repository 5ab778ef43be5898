package io.stockrule.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.stockrule.demo.LedgerLevels.Level;
import io.stockrule.demo.LedgerLevels.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Webhooks of levels, each sent once, as fast as several connections take them. Which of them were acknowledged is
/// remembered.
final class Burst implements AutoCloseable {
    private static final int CONNECTIONS = 12;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(50);

    /// As Shopify gives them.
    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    private final List<URI> addresses;
    private final String secret;
    private final Queue<Delivery> waiting;
    private final Queue<Delivery> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger over = new AtomicInteger();
    private final List<Thread> senders = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    /// A number that a webhook tells.
    record Delivery(Place place, Level level) {
        String body() {
            return """
                    {"inventory_item_id":%d,"location_id":%d,"available":%d,"updated_at":"%s"}""".formatted(place.item(), place.location(), level.available(), level.updatedAt());
        }
    }

    /// @param addresses of the services, which share the connections
    /// @param secret signs the bodies
    /// @param deliveries in the order in which they begin
    Burst(List<URI> addresses, String secret, Collection<Delivery> deliveries) {
        this.addresses = addresses;
        this.secret = secret;
        this.waiting = new ConcurrentLinkedQueue<>(deliveries);
    }

    Burst begin() {
        for (int i = 0; i < CONNECTIONS; i++) {
            var address = addresses.get(i % addresses.size());
            senders.add(Thread.ofVirtual().start(() -> send(address)));
        }
        return this;
    }

    private void send(URI address) {
        for (var delivery = waiting.poll(); delivery != null; delivery = waiting.poll()) {
            if (isAcknowledged(address, delivery)) {
                acknowledged.add(delivery);
            } else {
                await().pollDelay(AFTER_FAILURE).until(() -> true);
            }
            over.incrementAndGet();
        }
    }

    private boolean isAcknowledged(URI address, Delivery delivery) {
        var body = delivery.body().getBytes(UTF_8);
        var request = HttpRequest.newBuilder(address)
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", "inventory_levels/update")
                .header("X-Shopify-Hmac-Sha256", signature(body))
                .header("X-Shopify-Shop-Domain", Scenery.SHOP)
                .header("X-Shopify-Webhook-Id", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many were answered or will not be.
    int over() {
        return over.get();
    }

    /// Waits until all are over.
    void awaitEnd() throws InterruptedException {
        for (var sender : senders) {
            sender.join();
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /// Of each level.
    Map<Place, Level> newestAcknowledged() {
        var newest = new HashMap<Place, Level>();
        acknowledged.forEach(delivery -> newest.merge(delivery.place(), delivery.level(), Level::newer));
        return newest;
    }

    @Override
    public void close() {
        waiting.clear();
        http.shutdownNow();
    }
}
