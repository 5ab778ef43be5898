package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Webhooks that are set aside, the same ones together: one body however often it comes, one row for a topic that
/// is not used.
///
/// @param digest of what makes them the same
/// @param id of the first delivery
/// @param times how often it came
@SuppressWarnings("ArrayRecordComponent") // compared by their key alone
record Parked(
        ShopKey shop, ByteBuffer digest, String topic, String id, byte @Nullable [] body, String reason, long times) {
    private static final byte[] NO_BODY = {};

    private record Key(ShopKey shop, ByteBuffer digest) {}

    static List<Parked> among(Collection<ReceivedWebhook> webhooks) {
        var parked = new LinkedHashMap<Key, Parked>();
        for (var webhook : webhooks) {
            of(webhook).ifPresent(it -> parked.merge(new Key(it.shop(), it.digest()), it, Parked::and));
        }
        return List.copyOf(parked.values());
    }

    private static Optional<Parked> of(ReceivedWebhook webhook) {
        return switch (webhook.content()) {
            case Webhook.Level _, Webhook.Catalogue _, Webhook.OfShop _, Webhook.BulkFinished _, Webhook.Privacy _ ->
                Optional.empty();
            case Webhook.Unreadable unreadable -> Optional.of(unreadable(webhook, unreadable));
            case Webhook.Unused _ -> Optional.of(of(webhook, "unused", NO_BODY, null, Webhook.Unused.REASON));
        };
    }

    private static Parked unreadable(ReceivedWebhook webhook, Webhook.Unreadable unreadable) {
        byte @Nullable [] body = unreadable.body().orElse(null);
        return of(webhook, "unreadable", body == null ? NO_BODY : body, body, unreadable.reason());
    }

    private static Parked of(ReceivedWebhook webhook, String kind, byte[] told, byte @Nullable [] kept, String reason) {
        var digest = Digest.of(kind + "\n" + webhook.topic(), told);
        return new Parked(webhook.shop(), digest, webhook.topic(), webhook.id(), kept, reason, 1);
    }

    private Parked and(Parked other) {
        return new Parked(shop, digest, topic, id, body, reason, times + other.times);
    }
}
