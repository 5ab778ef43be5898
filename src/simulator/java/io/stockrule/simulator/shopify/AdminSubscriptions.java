package io.stockrule.simulator.shopify;

import graphql.schema.DataFetchingEnvironment;
import io.stockrule.simulator.shopify.Subscriptions.Subscription;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The Admin API's webhook subscriptions.
final class AdminSubscriptions {
    private final Subscriptions subscriptions;

    AdminSubscriptions(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    Map<String, Object> list(DataFetchingEnvironment env) {
        var found = subscriptions.all(AdminFields.shopOf(env).domain()).stream()
                .filter(it -> it.id() > AdminPage.after(env))
                .toList();
        return AdminPage.of(env, found, Subscription::id, AdminSubscriptions::node);
    }

    Map<String, Object> create(DataFetchingEnvironment env) {
        Map<String, Object> input = Objects.requireNonNull(env.getArgument("webhookSubscription"));
        var shop = AdminFields.shopOf(env).domain();
        var wanted = new Subscription(
                0,
                String.valueOf(env.<Object>getArgument("topic")),
                String.valueOf(input.get("uri")),
                String.valueOf(input.getOrDefault("format", "JSON")),
                text(input, "name"),
                text(input, "filter"),
                fields(input));
        if (!isAddress(wanted.uri())) {
            return refused("Address is invalid");
        }
        boolean taken = subscriptions.all(shop).stream()
                .anyMatch(it -> it.topic().equals(wanted.topic())
                        && it.uri().equals(wanted.uri())
                        && it.filter().equals(wanted.filter()));
        if (taken) {
            return refused("Address for this topic has already been taken");
        }
        return Map.of("webhookSubscription", node(subscriptions.add(shop, wanted)), "userErrors", List.of());
    }

    Map<String, Object> delete(DataFetchingEnvironment env) {
        var id = AdminFields.text(env, "id");
        var shop = AdminFields.shopOf(env).domain();
        return subscriptions.remove(shop, Ids.number("WebhookSubscription", id))
                ? Map.of("deletedWebhookSubscriptionId", id, "userErrors", List.of())
                : refused("Webhook subscription does not exist");
    }

    private static Map<String, Object> refused(String message) {
        return Map.of("userErrors", List.of(Map.of("field", List.of("webhookSubscription"), "message", message)));
    }

    private static boolean isAddress(String uri) {
        try {
            return URI.create(uri).getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<String> text(Map<String, Object> input, String field) {
        return Optional.ofNullable(input.get(field)).map(Object::toString);
    }

    @SuppressWarnings("unchecked") // the schema says so
    private static List<String> fields(Map<String, Object> input) {
        return (List<String>) input.getOrDefault("includeFields", List.of());
    }

    private static Map<String, Object> node(Subscription subscription) {
        var node = new HashMap<String, Object>(Map.of(
                "id",
                Ids.global("WebhookSubscription", subscription.id()),
                "topic",
                subscription.topic(),
                "uri",
                subscription.uri(),
                "format",
                subscription.format(),
                "includeFields",
                subscription.includeFields()));
        subscription.name().ifPresent(name -> node.put("name", name));
        subscription.filter().ifPresent(filter -> node.put("filter", filter));
        return node;
    }
}
