package io.stockrule.stock.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Variants that the reading of a shop did not come across. That alone says nothing: they are asked for by name, and
/// only then taken for gone.
@ApplicationScoped
public class MissingVariants {
    private final Jdbi database;
    private final Variants variants;

    MissingVariants(Jdbi database, Variants variants) {
        this.database = database;
        this.variants = variants;
    }

    /// Notes those of the variants with ids in a range that are not among the seen ones.
    ///
    /// @param after exclusive
    /// @param upTo inclusive
    @Transactional
    public void note(long merchantId, long shopId, long after, long upTo, Collection<Long> seen) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into missing_variant (merchant_id, shop_id, variant_id)
                        select :merchant, :shop, variant_id
                        from (
                            select variant_id from variant
                            where merchant_id = :merchant and shop_id = :shop
                                and variant_id > :after and variant_id <= :upTo and gone_at is null
                            except select * from unnest(:seen)) missing
                        order by variant_id
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

    /// Missing variants were asked for by name.
    ///
    /// @param asked all that were asked for
    /// @param gone those that Shopify does not have any more
    @Transactional
    public void settle(long merchantId, long shopId, Collection<Long> asked, Collection<Long> gone) {
        variants.gone(merchantId, shopId, gone);
        database.useHandle(handle -> handle.createUpdate("""
                        delete from missing_variant
                        where merchant_id = :merchant and shop_id = :shop and variant_id = any(:ids)
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("ids", Long.class, asked)
                .execute());
    }
}
