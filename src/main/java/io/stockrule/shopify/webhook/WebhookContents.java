package io.stockrule.shopify.webhook;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.LevelReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What some webhooks say, by what it is about.
record WebhookContents(List<Webhook> contents) {
    private static final String ITEM_CHANGED = "an inventory item was changed";

    static WebhookContents of(List<ReceivedWebhook> webhooks) {
        return new WebhookContents(
                webhooks.stream().map(ReceivedWebhook::content).toList());
    }

    List<LevelReport> reports() {
        return all(Webhook.Level.class).map(Webhook.Level::report).toList();
    }

    /// Items whose stock is in doubt, each with why.
    Map<ItemKey, String> doubtful() {
        var doubtful = new HashMap<ItemKey, String>();
        changedItems().forEach(item -> doubtful.put(item, ITEM_CHANGED));
        all(Webhook.Unreadable.class)
                .map(Webhook.Unreadable::item)
                .flatMap(Optional::stream)
                .forEach(item -> doubtful.put(item, "a report could not be read"));
        return doubtful;
    }

    /// Tells of all that Shopify is to be asked about but stock. Before the levels are written: whoever brings in what
    /// Shopify answered takes its locks in this order, too.
    void tell(CatalogueDoubts doubts) {
        var told = Stream.concat(
                all(Webhook.Catalogue.class).map(Webhook.Catalogue::told).flatMap(List::stream),
                all(Webhook.Uninstalled.class).map(Webhook.Uninstalled::places));
        var ofItems = doubts.ofItems(changedItems().toList(), ITEM_CHANGED).stream();
        doubts.tell(Stream.<Told>concat(told, ofItems).toList());
    }

    private Stream<ItemKey> changedItems() {
        return all(Webhook.Catalogue.class).map(Webhook.Catalogue::items).flatMap(List::stream);
    }

    private <W extends Webhook> Stream<W> all(Class<W> kind) {
        return contents.stream().filter(kind::isInstance).map(kind::cast);
    }
}
