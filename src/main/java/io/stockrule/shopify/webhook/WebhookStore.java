package io.stockrule.shopify.webhook;

import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.access.StorageTrouble;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.bulk.BulkHeard;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.StockLedger;
import io.stockrule.work.GiveWay;
import io.stockrule.work.GroupCommit;
import io.stockrule.work.Patience;
import io.stockrule.work.SharedRoom;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/// Brings webhooks into the database, many in one transaction; no merchant's webhooks wait for another's.
@ApplicationScoped
class WebhookStore implements GroupCommit.Writer<ReceivedWebhook, Keeping> {
    /// Bytes of a body that is kept. Those of levels have 250.
    private static final int SMALL = 2_048;

    private final ShopNews news;
    private final StockLedger ledger;
    private final CatalogueDoubts doubts;
    private final WebhookRows rows;
    private final ParkedRows parked;
    private final StorageTrouble trouble;
    private final Event<BulkHeard> bulk;
    private final GiveWay giveWay;
    private final GroupCommit<ReceivedWebhook, Keeping> commits;
    private final SharedRoom largeBytes;

    WebhookStore(
            ShopNews news,
            StockLedger ledger,
            CatalogueDoubts doubts,
            WebhookRows rows,
            ParkedRows parked,
            StorageTrouble trouble,
            Event<BulkHeard> bulk,
            GiveWay giveWay,
            ShopifyConfig config) {
        this.news = news;
        this.ledger = ledger;
        this.doubts = doubts;
        this.rows = rows;
        this.parked = parked;
        this.trouble = trouble;
        this.bulk = bulk;
        this.giveWay = giveWay;
        this.commits = new GroupCommit<>("webhooks", this, config.webhookBatch(), config.webhookQueue());
        this.largeBytes = new SharedRoom(config.webhookQueueBytes());
    }

    /// Completes when the webhook is committed. Fails with [RejectedExecutionException] if too many wait already, or
    /// too many large ones: they must not fill the memory. However many large ones of one merchant wait, those of
    /// others still find room, and small ones, as all of levels are, too.
    CompletionStage<Keeping> keep(ReceivedWebhook webhook) {
        giveWay.urgent();
        return webhook.bytes() > SMALL ? keepLarge(webhook) : commits.submit(webhook);
    }

    private CompletionStage<Keeping> keepLarge(ReceivedWebhook webhook) {
        long merchant = webhook.shop().merchantId();
        if (!largeBytes.take(merchant, webhook.bytes())) {
            return CompletableFuture.failedStage(
                    new RejectedExecutionException("too many large ones wait to be written"));
        }
        var answer = commits.submit(webhook);
        var _ = answer.whenComplete((_, _) -> largeBytes.giveBack(merchant, webhook.bytes()));
        return answer;
    }

    @Override
    public Object lane(ReceivedWebhook webhook) {
        return webhook.shop().merchantId();
    }

    @Override
    public List<Keeping> write(List<ReceivedWebhook> webhooks, Patience patience) {
        return QuarkusTransaction.requiringNew().call(() -> writeNow(webhooks, patience));
    }

    private List<Keeping> writeNow(List<ReceivedWebhook> webhooks, Patience patience) {
        var keeping = rows.take(webhooks, patience);
        keep(IntStream.range(0, webhooks.size())
                .filter(i -> keeping.get(i) == Keeping.NEW)
                .mapToObj(webhooks::get)
                .toList());
        return keeping;
    }

    private void keep(List<ReceivedWebhook> fresh) {
        parked.park(Parked.among(fresh));
        var contents = WebhookContents.of(fresh);
        contents.tell(doubts);
        ledger.apply(contents.reports(), contents.doubtful());
        hearOfBulk(fresh);
        news.take(fresh); // last: they are few, and what they change is a row that many read
    }

    private void hearOfBulk(List<ReceivedWebhook> webhooks) {
        var shops = webhooks.stream()
                .filter(webhook -> webhook.content() instanceof Webhook.BulkFinished)
                .map(ReceivedWebhook::shop)
                .collect(toSet());
        if (!shops.isEmpty()) {
            bulk.fire(new BulkHeard(shops));
        }
    }

    @Override
    public boolean isAway(Throwable failure) {
        trouble.note(failure);
        return DatabaseAway.is(failure);
    }

    @Override
    public boolean isHeldUp(Throwable failure) {
        return DatabaseAway.isHeldUp(failure);
    }

    @PreDestroy
    void close() {
        commits.close();
    }
}
