package io.stockrule.stock.ledger;

import static java.util.stream.Collectors.toSet;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// Variants that the reading of a shop did not come across. That alone says nothing: they are asked for by name, and
/// only then forgotten.
@ApplicationScoped
public class MissingVariants {
    private final Jdbi database;
    private final Event<StockChanged> changed;

    MissingVariants(Jdbi database, Event<StockChanged> changed) {
        this.database = database;
        this.changed = changed;
    }

    /// Notes those of the variants with ids in a range that are not among the seen ones.
    ///
    /// @param after exclusive
    /// @param upTo inclusive
    @Transactional
    public void note(long merchantId, long shopId, long after, long upTo, Collection<Long> seen) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into missing_variant (merchant_id, shop_id, variant_id)
                        select merchant_id, shop_id, variant_id from variant
                        where merchant_id = :merchant and shop_id = :shop
                            and variant_id > :after and variant_id <= :upTo and variant_id <> all(:seen)
                        order by 1, 2, 3
                        on conflict do nothing
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("after", after)
                .bind("upTo", upTo)
                .bindArray("seen", Long.class, seen)
                .execute());
    }

    /// Forgets what was noted as missing.
    @Transactional
    public void forgetAll(long merchantId, long shopId) {
        database.useHandle(handle -> handle.execute(
                "delete from missing_variant where merchant_id = ? and shop_id = ?", merchantId, shopId));
    }

    @Transactional
    public List<Long> list(long merchantId, long shopId, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select variant_id from missing_variant
                        where merchant_id = :merchant and shop_id = :shop
                        order by variant_id limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Missing variants were asked for by name. The listings of those that are gone are decided once more, and say so.
    ///
    /// @param asked all that were asked for
    /// @param gone those that Shopify does not have any more
    @Transactional
    public void settle(long merchantId, long shopId, Collection<Long> asked, Collection<Long> gone) {
        database.useHandle(handle -> {
            var items = lock(handle, merchantId, shopId, gone);
            if (!items.isEmpty()) {
                changed.fire(new StockChanged(items)); // before they go: their listings are found through them
            }
            delete(handle, "variant", merchantId, shopId, gone);
            delete(handle, "missing_variant", merchantId, shopId, asked);
        });
    }

    private static Set<ItemKey> lock(Handle handle, long merchantId, long shopId, Collection<Long> ids) {
        return byId(handle.createQuery("""
                        select v.inventory_item_id
                        from (select * from unnest(:ids) order by 1) k(id)
                        cross join lateral (
                            select * from variant r
                            where (r.merchant_id, r.shop_id, r.variant_id) = (:merchant, :shop, k.id)
                            for update) v
                        """), merchantId, shopId, ids)
                .map((row, _) -> new ItemKey(merchantId, shopId, row.getLong(1)))
                .collect(toSet());
    }

    private static void delete(Handle handle, String table, long merchantId, long shopId, Collection<Long> ids) {
        byId(handle.createUpdate("""
                        delete from <table>
                        where merchant_id = :merchant and shop_id = :shop and variant_id = any(:ids)
                        """.replace("<table>", table)), merchantId, shopId, ids)
                .execute();
    }

    private static <S extends SqlStatement<S>> S byId(S statement, long merchantId, long shopId, Collection<Long> ids) {
        return statement.bind("merchant", merchantId).bind("shop", shopId).bindArray("ids", Long.class, ids);
    }
}
