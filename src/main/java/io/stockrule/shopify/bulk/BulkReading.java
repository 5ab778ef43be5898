package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.bulk.BulkApi.Start;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.stock.ledger.VariantIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jdbi.v3.core.Jdbi;

/// Has a shop written into files by Shopify, fetches them, and gives their contents out part by part.
@ApplicationScoped
public class BulkReading {
    private static final ThreadFactory READERS =
            Thread.ofPlatform().daemon().name("bulk lines").factory();

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
    private final BulkFiles files;
    private final VariantIds ids;
    private final ShopifyConfig config;
    private final Jdbi database;
    private final InstantSource time;

    BulkReading(
            BulkRows rows, BulkFiles files, VariantIds ids, ShopifyConfig config, Jdbi database, InstantSource time) {
        this.rows = rows;
        this.files = files;
        this.ids = ids;
        this.config = config;
        this.database = database;
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

    /// Bulk operations came to nothing: they have to be started anew, or done without.
    public static final class CameToNothing extends Exception {
        private static final long serialVersionUID = 1L;

        CameToNothing(String reason) {
            super(reason);
        }

        /// For the merchant.
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /// Starts what is not started yet, and asks how the rest is.
    ///
    /// @param importedSince when the import was begun
    public Prepared prepare(BulkKey key, PatientShopify shopify, Instant importedSince)
            throws Stopped, InterruptedException, CameToNothing {
        var api = new BulkApi(shopify);
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

    /// Shopify writes several files at once, of which each ends sooner. Where one ends and the next begins is known
    /// only of
    /// a shop that was read before.
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
                    .orElseThrow(() -> nothing(key, row, "Shopify knows the bulk operation no more"));
            if (operation.isUnderWay()) {
                return notYet(key, row, operation, api);
            }
            if (!operation.isComplete()) {
                throw nothing(key, row, operation.outcome());
            }
            results.add(new Result(row, operation));
        }
        return new Prepared.Ready(results);
    }

    /// An operation is started anew; the others stay.
    private CameToNothing nothing(BulkKey key, BulkRows.Row row, String reason) {
        rows.restart(key, row);
        return new CameToNothing(reason);
    }

    private Prepared notYet(BulkKey key, BulkRows.Row row, BulkOperation operation, BulkApi api)
            throws Stopped, InterruptedException, CameToNothing {
        var taken = Duration.between(row.askedAt().orElseThrow(), time.instant());
        if (taken.compareTo(TOO_LONG) > 0) {
            api.cancel(operation.id());
            throw nothing(key, row, "Shopify's bulk operation did not end in %d hours".formatted(TOO_LONG.toHours()));
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

    /// Lines that are stored at once at the most: a few megabytes.
    public static final int LINES = 10_000;

    /// What is done with a few thousand lines of the files.
    public interface Step {
        /// How many lines to read for a further step.
        int most();

        /// Does it, in a transaction of its own.
        ///
        /// @param work what is done in it
        /// @param lines how many these are
        /// @return false to leave the rest
        boolean take(Runnable work, int lines) throws InterruptedException;
    }

    /// Fetches the files.
    ///
    /// @param stage number of the stage, which no other attempt has
    /// @return whether all are fetched; false if it was to leave the rest
    /// @throws IOException if fetching them once more may help
    public boolean fetch(BulkKey key, long stage, Prepared.Ready ready, Step step)
            throws IOException, InterruptedException, CameToNothing {
        var into = new BulkStage(key.importId(), stage);
        if (!step.take(() -> database.useHandle(into::create), 0)) {
            return false;
        }
        for (var result : ready.results()) {
            var url = result.operation().url();
            if (url.isPresent()) {
                if (!fetch(key, result, url.get(), into, step)) {
                    return false;
                }
            } else if (result.operation().objects() > 0) {
                throw nothing(key, result.row(), "the file of the bulk operation is gone");
            }
        }
        return step.take(() -> database.useHandle(into::sort), 0);
    }

    /// While some lines are stored, the next ones are read; neither is done while the step waits for its turn.
    private boolean fetch(BulkKey key, Result result, String url, BulkStage into, Step step)
            throws IOException, InterruptedException, CameToNothing {
        try (var reader = Executors.newSingleThreadExecutor(READERS);
                var body = files.fetch(url)) { // closed first, so that nobody goes on reading it
            var lines = new BulkLines(body, result.row().range());
            var ahead = new Ahead(reader, () -> lines.next(step.most()));
            for (var batch = ahead.get(); batch.lines() > 0; batch = ahead.get()) {
                var rows = batch;
                Runnable work = () -> {
                    ahead.begin();
                    database.useHandle(handle -> rows.copyTo(into, handle));
                };
                if (!step.take(work, rows.staged())) {
                    return false;
                }
            }
            var lack = lack(result.operation(), lines, body.bytes());
            if (lack.isPresent()) {
                throw nothing(key, result.row(), lack.get());
            }
            return true;
        } catch (BulkFiles.NoFile e) {
            throw nothing(key, result.row(), String.valueOf(e.getMessage()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw nothing(key, result.row(), "the file of the bulk operation cannot be read: " + e.getMessage());
        }
    }

    /// Lines that are read before they are wanted. For one thread at a time.
    private static final class Ahead {
        private final ExecutorService reader;
        private final Callable<StageRows> lines;
        private Future<StageRows> next;

        /// Begins to read.
        Ahead(ExecutorService reader, Callable<StageRows> lines) {
            this.reader = reader;
            this.lines = lines;
            this.next = reader.submit(lines);
        }

        /// Begins to read further ones.
        void begin() {
            next = reader.submit(lines);
        }

        /// Those that were begun last.
        StageRows get() throws IOException, InterruptedException {
            try {
                return next.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException failure -> throw failure;
                    case RuntimeException failure -> throw failure;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }

    private static Optional<String> lack(BulkOperation operation, BulkLines read, long bytes) {
        boolean whole = read.variants() == operation.roots()
                && operation.size().map(size -> size == bytes).orElse(read.lines() == operation.objects());
        return whole
                ? Optional.empty()
                : Optional.of("the file of the bulk operation is not whole: %,d variants of %,d, %,d bytes of %s"
                        .formatted(
                                read.variants(),
                                operation.roots(),
                                bytes,
                                operation.size().map("%,d"::formatted).orElse("an unknown number")));
    }

    /// Whether the stage still holds all that was fetched into it.
    @Transactional
    public boolean isWhole(BulkKey key, long stage, long rows) {
        return database.withHandle(new BulkStage(key.importId(), stage)::rows) == rows;
    }

    /// Variants after this one, as many as these or, in the end, fewer.
    @Transactional
    public ShopPart part(BulkKey key, long stage, long after, int most) {
        var askedAt = rows.list(key).stream()
                .flatMap(row -> row.askedAt().stream())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("nothing was asked of Shopify"));
        return database.withHandle(
                handle -> new BulkStage(key.importId(), stage).part(handle, key.shop(), after, most, askedAt));
    }

    /// What was fetched for the import is of no use.
    @Transactional
    public void forgetStage(BulkKey key) {
        database.useHandle(handle -> BulkStage.dropAll(handle, key.importId()));
    }

    /// What was fetched for the import, and its operations, are of no more use.
    @Transactional
    public void forget(BulkKey key) {
        rows.forget(key);
        forgetStage(key);
    }

    /// What was fetched for imports that have ended is of no more use, whatever came between.
    @Transactional
    public void forgetEnded() {
        database.useHandle(BulkStage::dropOrphans);
    }
}
