package io.stockrule.sync;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.FanOut.Scope;
import io.stockrule.listing.StaleTargets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Marks what fans out, part by part: in each transaction some listings of one change, merchants in turns.
/// Its row stays locked for that long, so that replicas are at different ones, and a killed one leaves nothing behind.
@ApplicationScoped
class FanOuts {
    /// The most listings of one part.
    static final int PART = 1_000;

    /// The next one of the next merchant, and of the first one after the last.
    private static final String NEXT = """
            select * from fan_out
            where merchant_id > :last
            order by merchant_id, since
            limit 1
            for update skip locked
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final StaleTargets targets;
    private final FanOutListings listings;
    private long last;

    FanOuts(Jdbi database, InstantSource time, StaleTargets targets, FanOutListings listings) {
        this.database = database;
        this.time = time;
        this.targets = targets;
        this.listings = listings;
    }

    /// A place in the order of lists and listings.
    record Place(long list, long listing) implements Comparable<Place> {
        static final Place START = new Place(0, 0);

        @Override
        public int compareTo(Place other) {
            return list != other.list ? Long.compare(list, other.list) : Long.compare(listing, other.listing);
        }
    }

    /// @param at everything up to there is marked
    /// @param until where it ends, once it has come round
    record Row(long merchantId, Scope scope, long scopeId, Place at, Place until, boolean cameRound) {}

    /// Marks one part.
    ///
    /// @param most the most listings that it holds
    /// @return false if nothing fans out, or others are at it
    boolean advance(int most) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> {
                    var row = next(handle);
                    row.ifPresent(it -> advance(handle, it, most));
                    return row.isPresent();
                }));
    }

    private Optional<Row> next(Handle handle) {
        var row = next(handle, last).or(() -> next(handle, 0));
        last = row.map(Row::merchantId).orElse(0L);
        return row;
    }

    private static Optional<Row> next(Handle handle, long last) {
        return handle.createQuery(NEXT)
                .bind("last", last)
                .map((row, _) -> new Row(
                        row.getLong("merchant_id"),
                        Scope.valueOf(row.getString("scope")),
                        row.getLong("scope_id"),
                        new Place(row.getLong("at_list"), row.getLong("at_listing")),
                        new Place(row.getLong("until_list"), row.getLong("until_listing")),
                        row.getBoolean("came_round")))
                .findOne();
    }

    private void advance(Handle handle, Row row, int most) {
        var part = listings.after(handle, row, most, time.instant());
        var todo = row.cameRound()
                ? part.stream()
                        .takeWhile(it -> it.place().compareTo(row.until()) <= 0)
                        .toList()
                : part;
        boolean isWhole = todo.size() == most;
        mark(handle, row, todo);
        if (isWhole) {
            store(handle, row, todo.getLast().place(), row.cameRound());
        } else if (!row.cameRound() && row.until().compareTo(Place.START) > 0) {
            store(handle, row, Place.START, true);
        } else {
            remove(handle, row);
        }
    }

    private void mark(Handle handle, Row row, List<FanOutListings.Member> members) {
        boolean asked = row.scope() == Scope.ASKED_LIST;
        listings.leaveUnlinked(handle, row, members);
        targets.fanOut(
                members.stream()
                        .filter(it -> asked || !it.waits())
                        .map(FanOutListings.Member::target)
                        .flatMap(Optional::stream)
                        .toList(),
                asked);
    }

    private static void store(Handle handle, Row row, Place at, boolean cameRound) {
        handle.createUpdate("""
                        update fan_out set at_list = :list, at_listing = :listing, came_round = :round
                        where merchant_id = :merchant and scope = :scope and scope_id = :id
                        """)
                .bind("list", at.list())
                .bind("listing", at.listing())
                .bind("round", cameRound)
                .bind("merchant", row.merchantId())
                .bind("scope", row.scope())
                .bind("id", row.scopeId())
                .execute();
    }

    private static void remove(Handle handle, Row row) {
        handle.execute(
                "delete from fan_out where merchant_id = ? and scope = ? and scope_id = ?",
                row.merchantId(),
                row.scope().name(),
                row.scopeId());
    }
}
