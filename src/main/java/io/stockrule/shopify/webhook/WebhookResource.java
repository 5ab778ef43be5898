package io.stockrule.shopify.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockrule.access.DatabaseAway;
import io.stockrule.access.Problem;
import io.stockrule.access.Tokens;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopifyConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Takes Shopify's webhooks. Which shop, and so which merchant, is told by the token in the address alone:
/// Shopify signs the body and no header (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries). So
/// a webhook that names the shop otherwise is taken, and its merchant is shown the other name.
@Path(Shop.WEBHOOKS)
@PermitAll
class WebhookResource {
    /// Enough for any topic or delivery id of Shopify's.
    private static final int LONGEST_HEADER = 200;

    private final WebhookSenders senders;
    private final WebhookStore store;
    private final WebhookSigns signs;
    private final ShopifyConfig config;

    WebhookResource(WebhookSenders senders, WebhookStore store, WebhookSigns signs, ShopifyConfig config) {
        this.senders = senders;
        this.store = store;
        this.signs = signs;
        this.config = config;
    }

    /// Answers 204 when the webhook is committed, never before; 503, in time, when it is not known whether it
    /// was.
    @POST
    @Path("{token}")
    @RunOnVirtualThread
    public void receive(@RestPath String token, @Context HttpHeaders headers, InputStream in)
            throws IOException, InterruptedException {
        try {
            receive(token, headers, in, AnswerBy.in(config.webhookPatience()));
        } catch (TimeoutException e) {
            throw busy("the database takes too long");
        } catch (CompletionException e) {
            throw failure(e);
        }
    }

    private void receive(String token, HttpHeaders headers, InputStream in, AnswerBy deadline)
            throws IOException, InterruptedException, TimeoutException {
        var sender = senders.find(token, deadline).orElseThrow(WebhookResource::noSuchAddress);
        var body = body(in, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        switch (senders.signed(sender, token, body, header(headers, "Hmac-Sha256"), deadline)) {
            case SIGNED -> {}
            case NOT_SIGNED -> throw new Problem(401, "not-signed", "the signature of the body is missing or wrong");
            case UNDECIDED ->
                throw new Problem(
                        503,
                        "secrets-unreadable",
                        "the client secret of this shop cannot be read, so no signature can be verified: enter it anew");
        }
        var name = header(headers, "Shop-Domain").toLowerCase(Locale.ROOT);
        if (!sender.isNamed(name) && !(Shop.isDomain(name) && senders.mayBeNamed(sender, token, name, deadline))) {
            throw new Problem(401, "wrong-shop", "the address belongs to another shop");
        }
        var heading = new ReceivedWebhook.Heading(
                header(headers, "Topic"), header(headers, "Webhook-Id"), header(headers, "Triggered-At"));
        boolean keeps = config.deliveries().isPositive();
        var webhook = ReceivedWebhook.of(sender.shop(), sender.domain(), heading, body, keeps);
        if (deadline.await(store.keep(webhook)) == Keeping.SHOP_GONE) {
            throw noSuchAddress(); // as it will be found by the next one
        }
        var address = Tokens.hash(token);
        if (signs.isNews(sender, address)) {
            var _ = deadline.await(() -> signs.note(sender, address));
        }
    }

    private static Problem noSuchAddress() {
        return Problem.notFound("webhook address");
    }

    /// @param length what the request says; the server lets no other number of bytes through. Null if it says nothing
    private byte[] body(InputStream in, @Nullable String length) throws IOException {
        int most = config.webhookLimit();
        long told = length == null ? most + 1L : Long.parseLong(length);
        var body = length != null && told > most ? new byte[0] : in.readNBytes((int) told);
        if (length == null ? body.length > most : told > most) {
            throw new Problem(413, "body-too-large", "a webhook has at most %d bytes".formatted(config.webhookLimit()));
        }
        return body;
    }

    private static RuntimeException failure(CompletionException e) {
        return switch (e.getCause()) {
            case RejectedExecutionException _ -> busy("too many webhooks wait to be stored");
            case RuntimeException failure when DatabaseAway.isHeldUp(failure) -> busy("other work holds this stock");
            case RuntimeException failure -> failure;
            case null, default -> e;
        };
    }

    private static Problem busy(String why) {
        return new Problem(503, "busy", why + "; send the webhook again");
    }

    /// One of Shopify's headers. Its webhooks name them `X-Shopify-…`, its Events `Shopify-…`
    /// (https://shopify.dev/docs/apps/build/events/verify-deliveries).
    private static String header(HttpHeaders headers, String name) {
        var value = headers.getHeaderString("X-Shopify-" + name);
        if (value == null) {
            value = Objects.requireNonNullElse(headers.getHeaderString("Shopify-" + name), "");
        }
        return value.substring(0, Math.min(value.length(), LONGEST_HEADER));
    }
}
