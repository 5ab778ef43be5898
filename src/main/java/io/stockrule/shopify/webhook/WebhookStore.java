package io.stockrule.shopify.webhook;

import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.access.StorageTrouble;
import io.stockrule.shopify.HeldShops;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.bulk.BulkHeard;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.LevelReport;
import io.stockrule.stock.ledger.StockLedger;
import io.stockrule.work.GiveWay;
import io.stockrule.work.GroupCommit;
import io.stockrule.work.Patience;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Brings webhooks into the database, many in one transaction; no merchant's webhooks wait for another's.
@ApplicationScoped
class WebhookStore implements GroupCommit.Writer<ReceivedWebhook, WebhookStore.Keeping> {
    private static final String ITEM_CHANGED = "an inventory item was changed";

    /// What became of a webhook.
    enum Keeping {
        NEW,
        REPEATED,

        /// Its shop has been deleted, so it is not kept.
        SHOP_GONE
    }

    private final HeldShops held;
    private final ShopNews news;
    private final StockLedger ledger;
    private final CatalogueDoubts doubts;
    private final WebhookRows rows;
    private final ParkedRows parked;
    private final StorageTrouble trouble;
    private final Event<BulkHeard> bulk;
    private final Jdbi database;
    private final GiveWay giveWay;
    private final GroupCommit<ReceivedWebhook, Keeping> commits;

    WebhookStore(
            HeldShops held,
            ShopNews news,
            StockLedger ledger,
            CatalogueDoubts doubts,
            WebhookRows rows,
            ParkedRows parked,
            StorageTrouble trouble,
            Event<BulkHeard> bulk,
            Jdbi database,
            GiveWay giveWay,
            ShopifyConfig config) {
        this.held = held;
        this.news = news;
        this.ledger = ledger;
        this.doubts = doubts;
        this.rows = rows;
        this.parked = parked;
        this.trouble = trouble;
        this.bulk = bulk;
        this.database = database;
        this.giveWay = giveWay;
        this.commits = new GroupCommit<>("webhooks", this, config.webhookBatch(), config.webhookQueue());
    }

    /// Completes when the webhook is committed.
    CompletionStage<Keeping> keep(ReceivedWebhook webhook) {
        giveWay.urgent();
        return commits.submit(webhook);
    }

    @Override
    public Object lane(ReceivedWebhook webhook) {
        return webhook.shop().merchantId();
    }

    @Override
    public List<Keeping> write(List<ReceivedWebhook> webhooks, Patience patience) {
        return QuarkusTransaction.requiringNew().call(() -> {
            patience.hold(database);
            return write(webhooks);
        });
    }

    private List<Keeping> write(List<ReceivedWebhook> webhooks) {
        var shops = held.hold(webhooks.stream().map(ReceivedWebhook::shop).collect(toSet()));
        var taken = webhooks.stream()
                .filter(webhook -> shops.contains(webhook.shop()))
                .toList();
        var fresh = rows.fresh(taken).iterator();
        var keeping = webhooks.stream()
                .map(webhook -> shops.contains(webhook.shop()) ? keeping(fresh.next()) : Keeping.SHOP_GONE)
                .toList();
        keep(IntStream.range(0, webhooks.size())
                .filter(i -> keeping.get(i) == Keeping.NEW)
                .mapToObj(webhooks::get)
                .toList());
        return keeping;
    }

    private static Keeping keeping(boolean fresh) {
        return fresh ? Keeping.NEW : Keeping.REPEATED;
    }

    private void keep(List<ReceivedWebhook> fresh) {
        parked.park(Parked.among(fresh));
        tell(fresh);
        ledger.apply(reports(fresh), doubtful(fresh));
        hearOfBulk(fresh);
        news.take(fresh); // last: they are few, and what they change is a row that many read
    }

    /// Before the levels: whoever brings in what Shopify answered takes its locks in this order, too.
    private void tell(List<ReceivedWebhook> webhooks) {
        var told = Stream.concat(
                contents(webhooks, Webhook.Catalogue.class)
                        .map(Webhook.Catalogue::told)
                        .flatMap(List::stream),
                contents(webhooks, Webhook.Uninstalled.class).map(Webhook.Uninstalled::places));
        var ofItems = doubts.ofItems(changedItems(webhooks).toList(), ITEM_CHANGED).stream();
        doubts.tell(Stream.concat(told, ofItems).toList());
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

    private static List<LevelReport> reports(List<ReceivedWebhook> webhooks) {
        return contents(webhooks, Webhook.Level.class)
                .map(Webhook.Level::report)
                .toList();
    }

    private static Map<ItemKey, String> doubtful(List<ReceivedWebhook> webhooks) {
        var doubtful = new HashMap<ItemKey, String>();
        changedItems(webhooks).forEach(item -> doubtful.put(item, ITEM_CHANGED));
        contents(webhooks, Webhook.Unreadable.class)
                .map(Webhook.Unreadable::item)
                .flatMap(Optional::stream)
                .forEach(item -> doubtful.put(item, "a report could not be read"));
        return doubtful;
    }

    private static Stream<ItemKey> changedItems(List<ReceivedWebhook> webhooks) {
        return contents(webhooks, Webhook.Catalogue.class)
                .map(Webhook.Catalogue::items)
                .flatMap(List::stream);
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
