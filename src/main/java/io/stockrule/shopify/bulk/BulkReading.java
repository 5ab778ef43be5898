package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stockrule.stock.ledger.ShopPart;
import io.stockrule.work.Ahead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/// Fetches the files that Shopify has written, and gives their contents out part by part.
@ApplicationScoped
public class BulkReading {
    /// Lines that are stored at once at the most: a few megabytes.
    public static final int LINES = 5_000;

    private final BulkRows rows;
    private final BulkFiles files;
    private final Jdbi database;

    BulkReading(BulkRows rows, BulkFiles files, Jdbi database) {
        this.rows = rows;
        this.files = files;
        this.database = database;
    }

    /// What is done with a few thousand lines of the files.
    public interface Step {
        /// How many lines to read for a further step.
        int most();

        /// Does it, in its turn.
        ///
        /// @param prepared makes what is to be written, before the transaction
        /// @return false to leave the rest
        boolean take(Supplier<Writing> prepared) throws InterruptedException;
    }

    /// What is written in a transaction of its own.
    ///
    /// @param rows how many it brings into the stage
    public record Writing(Runnable work, int rows) {}

    /// Fetches the files.
    ///
    /// @param stage number of the stage, which no other attempt has
    /// @return whether all are fetched; false if it was to leave the rest
    /// @throws IOException if fetching them once more may help
    public boolean fetch(BulkKey key, long stage, BulkWriting.Prepared.Ready ready, Step step)
            throws IOException, InterruptedException, CameToNothing {
        var into = new BulkStage(key.importId(), stage);
        if (!step.take(() -> writing(into::create, 0))) {
            return false;
        }
        for (var result : ready.results()) {
            var url = result.operation().url();
            if (url.isPresent()) {
                if (!fetch(key, result, url.get(), into, step)) {
                    return false;
                }
            } else if (result.operation().objects() > 0) {
                throw rows.nothing(key, result.row(), "the file of the bulk operation is gone");
            }
        }
        return step.take(() -> writing(into::sort, 0));
    }

    private Writing writing(HandleConsumer<RuntimeException> work, int rows) {
        return new Writing(() -> database.useHandle(work), rows);
    }

    /// While rows are made of some lines and stored, the next lines are read; neither is done while the step waits for
    /// its turn.
    private boolean fetch(BulkKey key, BulkWriting.Result result, String url, BulkStage into, Step step)
            throws IOException, InterruptedException, CameToNothing {
        try (var ahead = new Ahead<BulkLines.Part>("bulk lines");
                var body = files.fetch(url)) { // closed first, so that nobody goes on reading it
            var lines = new BulkLines(body, result.row().range());
            ahead.begin(() -> lines.next(step.most()));
            for (var part = ahead.get(IOException.class); part.lines() > 0; part = ahead.get(IOException.class)) {
                var counting = part.counting();
                Supplier<Writing> prepared = () -> {
                    ahead.begin(() -> lines.next(step.most()));
                    var rows = StageRows.of(counting);
                    return writing(handle -> rows.copyTo(into, handle), counting.size());
                };
                if (!step.take(prepared)) {
                    return false;
                }
            }
            var lack = lack(result.operation(), lines, body.bytes());
            if (lack.isPresent()) {
                throw rows.nothing(key, result.row(), lack.get());
            }
            return true;
        } catch (BulkFiles.NoFile e) {
            throw rows.nothing(key, result.row(), String.valueOf(e.getMessage()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw rows.nothing(key, result.row(), "the file of the bulk operation cannot be read: " + e.getMessage());
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
