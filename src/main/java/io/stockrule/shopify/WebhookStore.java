package io.stockrule.shopify;

import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
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
    private final GroupCommit<Delivery, Boolean> commits;

    WebhookStore(StockLedger ledger, WebhookRows rows, ShopifyConfig config) {
        this.ledger = ledger;
        this.rows = rows;
        this.commits = new GroupCommit<>(
                "webhooks",
                deliveries -> QuarkusTransaction.requiringNew().call(() -> write(deliveries)),
                DatabaseAway::is,
                config.webhookBatch(),
                config.webhookQueue());
    }

    /// Completes when the delivery is committed: false if it was a repetition.
    CompletionStage<Boolean> keep(Delivery delivery) {
        return commits.submit(delivery);
    }

    private List<Boolean> write(List<Delivery> deliveries) {
        var fresh = rows.fresh(deliveries);
        var kept = new ArrayList<Delivery>();
        for (int i = 0; i < deliveries.size(); i++) {
            if (fresh.get(i)) {
                kept.add(deliveries.get(i));
            }
        }
        rows.park(kept);
        ledger.apply(reports(kept), doubtful(kept));
        return fresh;
    }

    private static List<LevelReport> reports(List<Delivery> deliveries) {
        return contents(deliveries, Webhook.Level.class)
                .map(Webhook.Level::report)
                .toList();
    }

    private static Set<ItemKey> doubtful(List<Delivery> deliveries) {
        return contents(deliveries, Webhook.Parked.class)
                .map(Webhook.Parked::item)
                .flatMap(Optional::stream)
                .collect(toSet());
    }

    private static <W extends Webhook> Stream<W> contents(List<Delivery> deliveries, Class<W> kind) {
        return deliveries.stream()
                .map(Delivery::content)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
