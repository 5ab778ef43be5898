package io.stockrule.delivery.order;

import io.stockrule.stock.StockChanged;
import io.stockrule.stock.StockMove;
import io.stockrule.work.Kept;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What Shopify's stock does, of the merchants who have orders subtracted: it is noted, because an order
/// may become known only later, and ends what it shows. All in the transaction of the change, so that
/// whoever decides sees both or neither.
@ApplicationScoped
class StockMoves {
    /// Before targets are marked, which others lock after these rows, too.
    private static final int FIRST = 1000;

    /// Of the time just after an account was switched on, another replica may note nothing: an order of
    /// that time then counts until its time is over.
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private final Jdbi database;
    private final InstantSource time;
    private final Kept<Set<Long>> merchants;

    StockMoves(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
        this.merchants = new Kept<>(
                () -> database.withHandle(handle ->
                        Set.copyOf(handle.select("select merchant_id from amazon_account where subtract_orders")
                                .mapTo(Long.class)
                                .set())),
                KNOWN_FOR,
                time);
    }

    void stockChanged(@Observes @Priority(FIRST) StockChanged change) {
        if (change.moves().isEmpty()) {
            return;
        }
        var concerned = merchants.get();
        var moves = change.moves().stream()
                .filter(move -> concerned.contains(move.item().merchantId()))
                .toList();
        if (!moves.isEmpty()) {
            database.useHandle(handle -> take(handle, moves));
        }
    }

    /// The targets that this concerns are those of the items, which are marked anyhow.
    private void take(Handle handle, List<StockMove> moves) {
        var items = moves.stream().map(StockMove::item).collect(Collectors.toCollection(TreeSet::new));
        var now = time.instant();
        var parts = OrderRows.lockOpen(handle, items);
        OrderRows.record(handle, moves);
        OrderRows.settle(handle, parts, part -> part.at(now), now);
    }
}
