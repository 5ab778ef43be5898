package io.stockrule.shopify.bulk;

import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.bulk.BulkApi.Start;
import io.stockrule.stock.WantedMetafields;
import io.stockrule.stock.ledger.VariantIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has a shop written into files by Shopify.
@ApplicationScoped
public class BulkWriting {
    /// Of the five operations that an app may have at work in a shop at once, one is left to others of the same app
    /// (https://shopify.dev/changelog/faster-bulk-operations).
    private static final int MOST_PARTS = 4;

    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    /// As Shopify advises for operations that take long.
    private static final Duration LONGEST_POLL = Duration.ofMinutes(1);

    /// After this, a merchant is told that Shopify is still at it.
    private static final Duration LONG = Duration.ofHours(1);

    /// Shopify gives operations ten days. One that takes this long stands still, for all we know, and no shop shall go
    /// unread for so long.
    private static final Duration TOO_LONG = Duration.ofHours(24);

    /// Somebody else's operations come to their end.
    private static final Duration BUSY = Duration.ofSeconds(15);

    private final BulkRows rows;
    private final VariantIds ids;
    private final WantedMetafields metafields;
    private final ShopifyConfig config;
    private final InstantSource time;

    BulkWriting(BulkRows rows, VariantIds ids, WantedMetafields metafields, ShopifyConfig config, InstantSource time) {
        this.rows = rows;
        this.ids = ids;
        this.metafields = metafields;
        this.config = config;
        this.time = time;
    }

    /// How far the operations of an import are.
    public sealed interface Prepared {
        /// All are complete.
        record Ready(List<Result> results) implements Prepared {
            public Ready {
                results = List.copyOf(results);
            }
        }

        /// @param why for the merchant, if it takes longer than it should
        /// @param pause until it is worth asking again
        record NotYet(Optional<String> why, Duration pause) implements Prepared {}
    }

    record Result(BulkRows.Row row, BulkOperation operation) {}

    /// Starts what is not started yet, and asks how the rest is.
    ///
    /// @param importedSince when the import was begun
    public Prepared prepare(BulkKey key, PatientShopify shopify, Instant importedSince)
            throws Stopped, InterruptedException, CameToNothing {
        var api = new BulkApi(shopify, new Metafields(metafields.of(key.shop().merchantId())));
        if (rows.list(key).isEmpty()) {
            rows.plan(key, ranges(key));
        }
        for (var row : rows.list(key)) {
            if (row.operationId().isEmpty() && !start(key, row, api, importedSince)) {
                return new Prepared.NotYet(
                        Optional.of("waits for other bulk operations of the app at this shop to end"), BUSY);
            }
        }
        return status(key, api);
    }

    /// Shopify writes several files at once, of which each ends sooner. Where one ends and the next begins is
    /// known only of a shop that was read before.
    private List<BulkRange> ranges(BulkKey key) {
        var shop = key.shop();
        int parts = Math.clamp(ids.count(shop.merchantId(), shop.shopId()) / config.bulkPart(), 1, MOST_PARTS);
        return BulkRange.divided(parts == 1 ? List.of() : ids.divide(shop.merchantId(), shop.shopId(), parts));
    }

    private boolean start(BulkKey key, BulkRows.Row row, BulkApi api, Instant importedSince)
            throws Stopped, InterruptedException, CameToNothing {
        var askedAt = time.instant();
        var running = api.running(row.range(), importedSince);
        if (running.isPresent()) {
            rows.started(key, row, running.get(), importedSince);
            return true;
        }
        switch (api.start(row.range())) {
            case Start.Started started -> rows.started(key, row, started.operationId(), askedAt);
            case Start.Busy _ -> {
                return false;
            }
            case Start.Refused refused ->
                throw new CameToNothing("Shopify takes no bulk operation: " + refused.reason());
        }
        return true;
    }

    private Prepared status(BulkKey key, BulkApi api) throws Stopped, InterruptedException, CameToNothing {
        var results = new ArrayList<Result>();
        for (var row : rows.list(key)) {
            var operation = api.status(row.operationId().orElseThrow())
                    .orElseThrow(() -> rows.nothing(key, row, "Shopify knows the bulk operation no more"));
            if (operation.isUnderWay()) {
                return notYet(key, row, operation, api);
            }
            if (!operation.isComplete()) {
                throw rows.nothing(key, row, operation.outcome());
            }
            results.add(new Result(row, operation));
        }
        return new Prepared.Ready(results);
    }

    private Prepared notYet(BulkKey key, BulkRows.Row row, BulkOperation operation, BulkApi api)
            throws Stopped, InterruptedException, CameToNothing {
        var taken = Duration.between(row.askedAt().orElseThrow(), time.instant());
        if (taken.compareTo(TOO_LONG) > 0) {
            api.cancel(operation.id());
            throw rows.nothing(
                    key, row, "Shopify's bulk operation did not end in %d hours".formatted(TOO_LONG.toHours()));
        }
        var why = taken.compareTo(LONG) > 0
                ? Optional.of(
                        "Shopify has been writing the shop into files for %d minutes".formatted(taken.toMinutes()))
                : Optional.<String>empty();
        return new Prepared.NotYet(why, pause(taken));
    }

    /// A tenth of the time that it has taken so far.
    private static Duration pause(Duration taken) {
        var tenth = taken.dividedBy(10);
        if (tenth.compareTo(SHORTEST_POLL) < 0) {
            return SHORTEST_POLL;
        }
        return tenth.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : tenth;
    }
}
