package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Counters;
import io.stockrule.simulator.shopify.Webhooks.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Carries webhooks to their address, many at a time, so that one may overtake another. Only 2xx counts; redirects are
/// not followed. https://shopify.dev/docs/apps/build/webhooks/troubleshoot
final class WebhookCourier implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration WHOLE_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_IN_FLIGHT = 64;
    private static final String API_VERSION = "2026-10";

    private final Shops shops;
    private final Webhooks webhooks;
    private final Counters counters;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookCourier(Shops shops, Webhooks webhooks, Counters counters) {
        this.shops = shops;
        this.webhooks = webhooks;
        this.counters = counters;
    }

    void sendDue() {
        int room = MOST_IN_FLIGHT - inFlight.get();
        if (room > 0) {
            webhooks.take(room).forEach(webhook -> {
                inFlight.incrementAndGet();
                carriers.execute(() -> carry(webhook));
            });
        }
    }

    private void carry(Webhook webhook) {
        try {
            shops.find(webhook.shop()).ifPresent(shop -> carry(shop, webhook));
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void carry(ShopAccount shop, Webhook webhook) {
        try {
            int status =
                    http.send(request(shop, webhook), BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                webhooks.acknowledged(webhook, status);
            } else {
                webhooks.failed(shop, webhook, Integer.toString(status));
            }
            count(shop, Integer.toString(status));
        } catch (IOException | IllegalArgumentException e) {
            webhooks.failed(shop, webhook, e.toString());
            count(shop, "failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(ShopAccount shop, String answer) {
        counters.count("shopify " + shop.domain(), "webhook", answer);
    }

    private static HttpRequest request(ShopAccount shop, Webhook webhook) {
        var body = webhook.body().getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(webhook.address()))
                .timeout(WHOLE_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", webhook.topic())
                .header("X-Shopify-Hmac-Sha256", ShopifySignature.ofWebhook(body, shop.signingSecret()))
                .header("X-Shopify-Shop-Domain", shop.domain())
                .header("X-Shopify-API-Version", API_VERSION)
                .header("X-Shopify-Webhook-Id", webhook.webhookId())
                .header("X-Shopify-Event-Id", webhook.eventId())
                .header("X-Shopify-Triggered-At", webhook.triggered())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public void close() {
        carriers.shutdownNow();
        carriers.close();
        http.shutdownNow();
    }
}
