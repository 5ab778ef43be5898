package io.stockrule.simulator.shopify;

import graphql.GraphQL;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.shopify.BulkOperations.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/// Runs bulk operations, each in a thread of its own, and hands out the files.
///
/// Faults of `bulk`: SERVER_ERROR fails one half-way with a partial file, HANG lets it stand still until it is
/// cancelled. Faults of `bulk-file`: CLOSE breaks off half-way, VANISH leaves out the second half without a
/// word, ISSUE does not say of any level what is available.
final class BulkRunner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BulkRunner.class);

    private final BulkOperations operations;
    private final GraphQL graphql;
    private final Shops shops;
    private final Webhooks webhooks;
    private final Faults faults;
    private final Path folder;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("bulk-", 0).factory());
    private volatile boolean closed;

    BulkRunner(BulkOperations operations, GraphQL graphql, Shops shops, Webhooks webhooks, Faults faults, Path folder) {
        this.operations = operations;
        this.graphql = graphql;
        this.shops = shops;
        this.webhooks = webhooks;
        this.faults = faults;
        this.folder = folder;
        operations.restart();
    }

    void runDue() {
        for (var operation : operations.created()) {
            if (operations.runs(operation, 0, 0)) {
                threads.execute(() -> run(operation));
            }
        }
    }

    private void run(Operation operation) {
        try {
            Files.createDirectories(folder);
            var fault = faults.hitting("bulk", operation.shop(), "", _ -> true).map(Fault::kind);
            if (fault.equals(Optional.of(Fault.Kind.HANG))) {
                return;
            }
            write(operation, fault.isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            LOG.error("a bulk operation failed", e);
            operations.ends(operation, 0, Optional.of("INTERNAL_SERVER_ERROR"));
        }
    }

    private void write(Operation operation, boolean fails) throws IOException {
        var shop = shops.get(operation.shop());
        var export = new BulkExport(graphql, shop, operation.query());
        try (var out = Files.newBufferedWriter(file(operation))) {
            for (boolean more = true; more; ) {
                more = export.writePage(out) && !fails;
                if (closed || !operations.runs(operation, export.objects(), export.roots())) {
                    return;
                }
            }
        }
        waitAsLongAs(shop.bulkMillis());
        var error = fails ? Optional.of("INTERNAL_SERVER_ERROR") : Optional.<String>empty();
        if (operations.ends(operation, Files.size(file(operation)), error)) {
            operations
                    .find(operation.shop(), operation.id())
                    .ifPresent(done ->
                            webhooks.queue(shop, "bulk_operations/finish", WebhookBodies.bulkFinished(shop, done)));
        }
    }

    private static void waitAsLongAs(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    HttpAnswer file(Call call) {
        return operations
                .ofFile(call.path("file"))
                .filter(operation -> operation.status().isOver())
                .map(this::sent)
                .orElse(HttpAnswer.json(404, SimulatorJson.object().put("error", "no such file")));
    }

    private HttpAnswer sent(Operation operation) {
        var file = file(operation);
        return faults.hitting("bulk-file", operation.shop(), "", _ -> true)
                .<HttpAnswer>map(fault -> switch (fault.kind()) {
                    case CLOSE -> new HttpAnswer.File(file, operation.size() / 2, operation.size());
                    case VANISH -> new HttpAnswer.File(file, wholeLines(file, operation.size() / 2), 0);
                    case ISSUE -> new HttpAnswer.File(withoutAvailable(file), operation.size(), 0);
                    default -> AdminGraphql.spoiled(fault);
                })
                .orElse(new HttpAnswer.File(file, operation.size(), 0));
    }

    /// Of the same size.
    private static Path withoutAvailable(Path file) {
        try {
            var other = file.resolveSibling(file.getFileName() + ".without-available");
            return Files.writeString(other, Files.readString(file).replace("\"available\"", "\"reserved_\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes of the lines that end before.
    private static long wholeLines(Path file, long before) {
        try (var lines = Files.lines(file)) {
            long size = 0;
            for (var line : (Iterable<String>) lines::iterator) {
                long next = size + line.getBytes(StandardCharsets.UTF_8).length + 1;
                if (next > before) {
                    return size;
                }
                size = next;
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Operation operation) {
        return folder.resolve(operation.file() + ".jsonl");
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
