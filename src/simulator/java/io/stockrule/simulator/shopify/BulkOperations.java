package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The bulk operations of the shops, as they stand. https://shopify.dev/docs/api/usage/bulk-operations/queries
final class BulkOperations {
    /// Of one app at one shop, since API version 2026-01 (https://shopify.dev/changelog/faster-bulk-operations).
    static final int MOST_AT_ONCE = 5;

    private final Store store;
    private final InstantSource clock;

    BulkOperations(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    enum Status {
        CREATED,
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELED;

        boolean isOver() {
            return this != CREATED && this != RUNNING;
        }
    }

    /// @param file name of the result's file, which nobody guesses; it holds a part only if the operation failed
    /// @param objects lines of the file
    /// @param roots those of them that are no other's child
    /// @param size bytes of the file
    record Operation(
            long id,
            String shop,
            String query,
            String file,
            Status status,
            Optional<String> error,
            Instant created,
            Optional<Instant> completed,
            long objects,
            long roots,
            long size) {}

    /// Empty if too many run already.
    Optional<Operation> start(String shop, String query, String file) {
        return store.with(h -> {
            if (running(shop).size() >= MOST_AT_ONCE) {
                return Optional.empty();
            }
            long id = Ids.bulk(store.number(1));
            h.execute(
                    "insert into bulk (id, shop, query, file, status, created, objects, roots, size)"
                            + " values (?, ?, ?, ?, 'CREATED', ?, 0, 0, 0)",
                    id,
                    shop,
                    query,
                    file,
                    clock.millis());
            return find(shop, id);
        });
    }

    Optional<Operation> find(String shop, long id) {
        return store.with(h -> h.createQuery("select * from bulk where shop = :shop and id = :id")
                .bind("shop", shop)
                .bind("id", id)
                .map((row, _) -> operation(row))
                .findOne());
    }

    Optional<Operation> ofFile(String file) {
        return store.with(h -> h.createQuery("select * from bulk where file = :file")
                .bind("file", file)
                .map((row, _) -> operation(row))
                .findOne());
    }

    List<Operation> all(String shop) {
        return store.with(h -> h.createQuery("select * from bulk where shop = :shop order by id")
                .bind("shop", shop)
                .map((row, _) -> operation(row))
                .list());
    }

    List<Operation> running(String shop) {
        return all(shop).stream().filter(it -> !it.status().isOver()).toList();
    }

    /// Those of all shops that nobody has begun; after a restart also those that somebody was at.
    List<Operation> created() {
        return store.with(h -> h.createQuery("select * from bulk where status = 'CREATED' order by id")
                .map((row, _) -> operation(row))
                .list());
    }

    /// Whoever was at these is no more.
    void restart() {
        store.use(
                h -> h.execute("update bulk set status = 'CREATED', objects = 0, roots = 0 where status = 'RUNNING'"));
    }

    /// @return false if it was cancelled meanwhile
    boolean runs(Operation operation, long objects, long roots) {
        return store.with(h -> h.execute(
                        "update bulk set status = 'RUNNING', objects = ?, roots = ?"
                                + " where id = ? and status in ('CREATED', 'RUNNING')",
                        objects,
                        roots,
                        operation.id())
                > 0);
    }

    /// @param error empty if it is complete
    /// @return false if it was cancelled meanwhile
    boolean ends(Operation operation, long size, Optional<String> error) {
        return store.with(h -> h.execute(
                        "update bulk set status = ?, error = ?, size = ?, completed = ? where id = ? and status = 'RUNNING'",
                        error.isPresent() ? "FAILED" : "COMPLETED",
                        error.orElse(null),
                        size,
                        clock.millis(),
                        operation.id())
                > 0);
    }

    void cancel(Operation operation) {
        store.use(h -> h.execute(
                "update bulk set status = 'CANCELED', completed = ? where id = ? and status in ('CREATED', 'RUNNING')",
                clock.millis(),
                operation.id()));
    }

    private static Operation operation(ResultSet row) throws SQLException {
        long completed = row.getLong("completed");
        return new Operation(
                row.getLong("id"),
                row.getString("shop"),
                row.getString("query"),
                row.getString("file"),
                Status.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("error")),
                Instant.ofEpochMilli(row.getLong("created")),
                completed == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(completed)),
                row.getLong("objects"),
                row.getLong("roots"),
                row.getLong("size"));
    }
}
