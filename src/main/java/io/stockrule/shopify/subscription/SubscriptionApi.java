package io.stockrule.shopify.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The webhook subscriptions of one shop.
final class SubscriptionApi {
    private final PatientShopify shopify;
    private final Budget pages;
    private final Budget changes;

    SubscriptionApi(PatientShopify shopify) {
        this.shopify = shopify;
        this.pages = shopify.budget(1, 102);
        this.changes = shopify.budget(1, 10);
    }

    private record Page(List<Subscription> nodes, ItemNode.PageInfo pageInfo) {}

    List<Subscription> list() throws Stopped, InterruptedException {
        var all = new ArrayList<Subscription>();
        var variables = new HashMap<String, Object>();
        while (true) {
            var page = page(shopify.ask(pages, Documents.WEBHOOK_SUBSCRIPTIONS, 1, _ -> variables)
                    .data()
                    .path("webhookSubscriptions"));
            all.addAll(page.nodes());
            if (!page.pageInfo().hasNextPage()) {
                return all;
            }
            variables.put("after", String.valueOf(page.pageInfo().endCursor()));
        }
    }

    private static Page page(JsonNode node) throws Stopped {
        try {
            return ItemNode.JSON.treeToValue(node, Page.class);
        } catch (JsonProcessingException | RuntimeException e) {
            throw Stopped.unreadable(e);
        }
    }

    void subscribe(Topic topic, String address) throws Stopped, InterruptedException {
        var input = Map.of("uri", address, "format", "JSON", "name", Subscription.NAME);
        var variables = Map.<String, Object>of("topic", topic.name(), "input", input);
        change(Documents.SUBSCRIBE_WEBHOOK, variables, "webhookSubscriptionCreate", topic.name());
    }

    void unsubscribe(Subscription subscription) throws Stopped, InterruptedException {
        change(
                Documents.UNSUBSCRIBE_WEBHOOK,
                Map.of("id", subscription.id()),
                "webhookSubscriptionDelete",
                subscription.topic());
    }

    /// Shopify answers a change that it does not make without an error of the request.
    private void change(String document, Map<String, Object> variables, String field, String topic)
            throws Stopped, InterruptedException {
        var errors = shopify.ask(changes, document, 1, _ -> variables)
                .data()
                .path(field)
                .path("userErrors");
        if (!errors.isArray() || !errors.isEmpty()) {
            throw Stopped.because("Shopify does not change the webhooks of %s: %s"
                    .formatted(topic, errors.path(0).path("message").asText("no reason given")));
        }
    }
}
