package io.stockrule.stock.ledger;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which items are to be asked of Shopify again, who is asking, and what the answers settle.
@ApplicationScoped
public class Rereads {
    private final Jdbi database;
    private final InstantSource time;
    private final Event<StockChanged> changed;

    Rereads(Jdbi database, InstantSource time, Event<StockChanged> changed) {
        this.database = database;
        this.time = time;
        this.changed = changed;
    }

    /// An item that the caller may re-read until its lease ends.
    ///
    /// @param fence number of the lease
    /// @param revision of the item when it was claimed
    public record Claim(ItemKey item, long fence, long revision) {}

    /// Takes due items of a shop that nobody else is re-reading.
    @Transactional
    public List<Claim> claim(long merchantId, long shopId, int limit, Duration lease) {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select merchant_id, shop_id, inventory_item_id
                            from inventory_item
                            where merchant_id = :merchant and shop_id = :shop
                                and due_at <= :now and (lease_until is null or lease_until <= :now)
                            order by due_at
                            limit :limit
                            for update skip locked)
                        update inventory_item i set lease_until = :lease, fence = i.fence + 1
                        from due
                        where (i.merchant_id, i.shop_id, i.inventory_item_id)
                            = (due.merchant_id, due.shop_id, due.inventory_item_id)
                        returning i.inventory_item_id, i.fence, i.revision
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("now", now)
                .bind("lease", now.plus(lease))
                .bind("limit", limit)
                .map((row, _) ->
                        new Claim(new ItemKey(merchantId, shopId, row.getLong(1)), row.getLong(2), row.getLong(3)))
                .list());
    }

    /// Applies what Shopify answered. An answer older than a doubt that arose meanwhile settles nothing.
    @Transactional
    public void settle(Map<Claim, ItemRead> answers) {
        if (!answers.isEmpty()) {
            database.useHandle(handle -> settle(handle, answers));
        }
    }

    private void settle(Handle handle, Map<Claim, ItemRead> answers) {
        var levels = new LevelChanges(LevelRows.lockAll(handle, items(answers.keySet()), keys(answers)));
        var rows = ItemRows.lock(handle, items(answers.keySet()));
        var settled = new ArrayList<ItemRows.Settled>();
        answers.forEach((claim, read) -> Optional.ofNullable(rows.get(claim.item()))
                .filter(row -> row.fence() == claim.fence())
                .ifPresent(row -> settled.add(settle(claim, row, read, levels))));
        LevelRows.write(handle, levels.written());
        ItemRows.settle(handle, settled, time.instant());
        fire(levels, rows, settled);
    }

    private static ItemRows.Settled settle(Claim claim, ItemRows.Row row, ItemRead read, LevelChanges levels) {
        if (row.revision() != claim.revision()) {
            return new ItemRows.Settled(claim.item(), row.tracked(), Optional.of("reported anew during the re-read"));
        }
        boolean all = true;
        for (var key : levels.of(claim.item())) {
            var found = Optional.ofNullable(read.levels().get(key.locationId()));
            var step = levels.get(key).reread(found, read.tracked());
            levels.put(key, step.level());
            all &= step.settled()
                    && !(row.holdingAsked() && read.tracked() && step.level().hidesHolding());
        }
        var doubt = all ? Optional.<String>empty() : Optional.of("Shopify's answer was not newer than its reports");
        return new ItemRows.Settled(claim.item(), read.tracked(), doubt);
    }

    private void fire(LevelChanges levels, Map<ItemKey, ItemRows.Row> rows, List<ItemRows.Settled> settled) {
        var items = levels.changed();
        settled.stream()
                .filter(item -> Objects.requireNonNull(rows.get(item.item())).tracked() != item.tracked())
                .forEach(item -> items.add(item.item()));
        var held = levels.held();
        held.removeAll(items);
        if (!items.isEmpty() || !held.isEmpty()) {
            changed.fire(new StockChanged(items, levels.moves(), held));
        }
    }

    /// Shopify gave no usable answer about these items: they are due again later, the more failures the later.
    @Transactional
    public void failed(Collection<Claim> claims, String reason) {
        database.useHandle(handle -> ItemRows.fail(handle, claims, reason, time.instant()));
    }

    /// Gives claims back without having asked Shopify.
    @Transactional
    public void release(Collection<Claim> claims) {
        database.useHandle(handle -> ItemRows.release(handle, claims));
    }

    private static List<ItemKey> items(Collection<Claim> claims) {
        return claims.stream().map(Claim::item).toList();
    }

    private static SortedSet<LevelKey> keys(Map<Claim, ItemRead> answers) {
        var keys = new TreeSet<LevelKey>();
        answers.forEach((claim, read) ->
                read.levels().keySet().forEach(location -> keys.add(new LevelKey(claim.item(), location))));
        return keys;
    }
}
