package io.stockrule.shopify.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockrule.access.Problem;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Takes Shopify's webhooks. Which shop, and so which merchant, is told by the token in the address alone:
/// Shopify signs the body and no header (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries).
@Path(Shop.WEBHOOKS)
@PermitAll
class WebhookResource {
    /// Enough for any topic or delivery id of Shopify's.
    private static final int LONGEST_HEADER = 200;

    private final WebhookSenders senders;
    private final WebhookStore store;
    private final ShopifyConfig config;

    WebhookResource(WebhookSenders senders, WebhookStore store, ShopifyConfig config) {
        this.senders = senders;
        this.store = store;
        this.config = config;
    }

    /// Answers 204 when the webhook is committed, never before.
    @POST
    @Path("{token}")
    @RunOnVirtualThread
    public void receive(@RestPath String token, @Context HttpHeaders headers, InputStream in) throws IOException {
        var sender = senders.find(token).orElseThrow(() -> Problem.notFound("webhook address"));
        var body = body(in, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        if (!senders.signed(sender, token, body, header(headers, "X-Shopify-Hmac-Sha256"))) {
            throw new Problem(401, "not-signed", "the signature of the body is missing or wrong");
        }
        if (!sender.domain().equalsIgnoreCase(header(headers, "X-Shopify-Shop-Domain"))) {
            throw new Problem(401, "wrong-shop", "the address belongs to another shop");
        }
        var topic = header(headers, "X-Shopify-Topic");
        var content = WebhookReader.read(sender.shop(), topic, body);
        keep(new ReceivedWebhook(sender.shop(), header(headers, "X-Shopify-Webhook-Id"), topic, body, content));
    }

    private byte[] body(InputStream in, @Nullable String length) throws IOException {
        var body = isTooLong(length) ? new byte[0] : in.readNBytes(config.webhookLimit() + 1);
        if (isTooLong(length) || body.length > config.webhookLimit()) {
            throw new Problem(413, "body-too-large", "a webhook has at most %d bytes".formatted(config.webhookLimit()));
        }
        return body;
    }

    private boolean isTooLong(@Nullable String length) {
        return length != null && Long.parseLong(length) > config.webhookLimit();
    }

    private void keep(ReceivedWebhook webhook) {
        try {
            store.keep(webhook).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case RejectedExecutionException _ -> new Problem(503, "busy", "too many webhooks wait to be stored");
                case RuntimeException failure -> failure;
                case null, default -> e;
            };
        }
    }

    private static String header(HttpHeaders headers, String name) {
        var value = Objects.requireNonNullElse(headers.getHeaderString(name), "");
        return value.substring(0, Math.min(value.length(), LONGEST_HEADER));
    }
}
