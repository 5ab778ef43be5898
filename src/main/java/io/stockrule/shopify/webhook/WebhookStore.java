package io.stockrule.shopify.webhook;

import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.LevelReport;
import io.stockrule.stock.StockLedger;
import io.stockrule.work.GroupCommit;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// Brings webhooks into the database, many in one transaction.
@ApplicationScoped
class WebhookStore {
    private final StockLedger ledger;
    private final WebhookRows rows;
    private final GroupCommit<ReceivedWebhook, Boolean> commits;

    WebhookStore(StockLedger ledger, WebhookRows rows, ShopifyConfig config) {
        this.ledger = ledger;
        this.rows = rows;
        this.commits = new GroupCommit<>(
                "webhooks",
                webhooks -> QuarkusTransaction.requiringNew().call(() -> write(webhooks)),
                DatabaseAway::is,
                config.webhookBatch(),
                config.webhookQueue());
    }

    /// Completes when the webhook is committed: false if it was a repetition.
    CompletionStage<Boolean> keep(ReceivedWebhook webhook) {
        return commits.submit(webhook);
    }

    private List<Boolean> write(List<ReceivedWebhook> webhooks) {
        var fresh = rows.fresh(webhooks);
        var kept = new ArrayList<ReceivedWebhook>();
        for (int i = 0; i < webhooks.size(); i++) {
            if (fresh.get(i)) {
                kept.add(webhooks.get(i));
            }
        }
        rows.park(kept);
        ledger.apply(reports(kept), doubtful(kept));
        return fresh;
    }

    private static List<LevelReport> reports(List<ReceivedWebhook> webhooks) {
        return contents(webhooks, Webhook.Level.class)
                .map(Webhook.Level::report)
                .toList();
    }

    private static Set<ItemKey> doubtful(List<ReceivedWebhook> webhooks) {
        return contents(webhooks, Webhook.Parked.class)
                .map(Webhook.Parked::item)
                .flatMap(Optional::stream)
                .collect(toSet());
    }

    private static <W extends Webhook> Stream<W> contents(List<ReceivedWebhook> webhooks, Class<W> kind) {
        return webhooks.stream()
                .map(ReceivedWebhook::content)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
