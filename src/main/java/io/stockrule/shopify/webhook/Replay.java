package io.stockrule.shopify.webhook;

import static java.util.stream.Collectors.partitioningBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.HeldShops;
import io.stockrule.shopify.webhook.RawDeliveries.Chosen;
import io.stockrule.shopify.webhook.RawDeliveries.Raw;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.LevelReport;
import io.stockrule.stock.ledger.StockLedger;
import io.stockrule.work.GiveWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes kept webhooks in once more, after a fault of ours. That is safe at any time and any number of times: an older
/// number loses, of what has no time Shopify is asked, and what a shop or its app once told of itself is left out. The
/// newest come first, so that no older number counts on the way to the newest.
@ApplicationScoped
class Replay {
    private static final int MOST_DELIVERIES = 500;
    private static final String ONCE_MORE = "a webhook was taken in once more";

    private final RawDeliveries raw;
    private final HeldShops held;
    private final CatalogueDoubts doubts;
    private final StockLedger ledger;
    private final GiveWay giveWay;

    Replay(RawDeliveries raw, HeldShops held, CatalogueDoubts doubts, StockLedger ledger, GiveWay giveWay) {
        this.raw = raw;
        this.held = held;
        this.doubts = doubts;
        this.ledger = ledger;
        this.giveWay = giveWay;
    }

    /// A part of a replay.
    ///
    /// @param levels that told a number, which counts if it is the newest
    /// @param asked that Shopify is asked about: products, locations, collections, items that are stocked no more
    /// @param leftOut that told of the shop or the app themselves, or of bulk operations
    /// @param unreadable that cannot be read today either
    /// @param next to go on after; absent at the end
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Part(int deliveries, int levels, int asked, int leftOut, int unreadable, Optional<Long> next) {}

    /// Takes the next ones in, a few hundred.
    ///
    /// @param domain of the shop
    /// @param before an id to go on from
    /// @param dryRun only tells what would be done
    /// @return nothing of a shop that is being deleted
    Part part(Chosen chosen, String domain, long before, boolean dryRun) throws InterruptedException {
        return giveWay.part(() -> QuarkusTransaction.requiringNew().call(() -> {
            var shop = chosen.shop();
            return held.hold(shop)
                    ? take(chosen, domain, raw.read(chosen, before, MOST_DELIVERIES), dryRun)
                    : new Part(0, 0, 0, 0, 0, Optional.empty());
        }));
    }

    private Part take(Chosen chosen, String domain, List<Raw> deliveries, boolean dryRun) {
        var contents = deliveries.stream()
                .map(it -> WebhookReader.read(
                        chosen.shop(), domain, it.topic(), it.body().unpacked()))
                .toList();
        var used = new WebhookContents(contents.stream().flatMap(Replay::used).toList());
        var reports = used.reports().stream().collect(partitioningBy(LevelReport.Available.class::isInstance));
        var numbers = reports.getOrDefault(true, List.of());
        var gone = reports.getOrDefault(false, List.of());
        if (!dryRun) {
            used.tell(doubts);
            ledger.apply(numbers, doubtful(used, gone));
        }
        int unreadable = (int)
                contents.stream().filter(Webhook.Unreadable.class::isInstance).count();
        return new Part(
                deliveries.size(),
                numbers.size(),
                used.contents().size() - numbers.size(),
                contents.size() - used.contents().size() - unreadable,
                unreadable,
                deliveries.isEmpty()
                        ? Optional.empty()
                        : Optional.of(deliveries.getLast().id()));
    }

    /// What of it is used: of a product not how it looked then, or news of it might look known.
    private static Stream<Webhook> used(Webhook content) {
        return switch (content) {
            case Webhook.Level level -> Stream.of(level);
            case Webhook.Catalogue catalogue ->
                Stream.of(new Webhook.Catalogue(
                        catalogue.told().stream()
                                .map(told -> Told.news(told.subject(), ONCE_MORE))
                                .toList(),
                        catalogue.items()));
            case Webhook.OfShop _, Webhook.BulkFinished _, Webhook.Privacy _, Webhook.Unreadable _, Webhook.Unused _ ->
                Stream.empty();
        };
    }

    /// That a level went has no time, so it may have come back since.
    private static Map<ItemKey, String> doubtful(WebhookContents used, List<LevelReport> gone) {
        var doubtful = new HashMap<>(used.doubtful());
        gone.forEach(report -> doubtful.put(report.item(), ONCE_MORE));
        return doubtful;
    }
}
