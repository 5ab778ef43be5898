package io.stockrule.listing.linkmap;

import io.stockrule.listing.catalogue.CatalogueKey;
import org.jdbi.v3.core.statement.SqlStatement;

/// Among which variants SKUs are looked for.
sealed interface Among {
    /// The statement with them in the place of `<variants>`, as `v`.
    String in(String statement);

    <S extends SqlStatement<S>> S bindTo(S statement);

    /// All variants of a shop.
    record OfShop(long merchantId, long shopId) implements Among {
        @Override
        public String in(String statement) {
            return statement.replace("<variants>", """
                    (select variant_id, sku, title, shop_id, null::bigint listing_id, null::bigint selling_list_id
                    from variant where merchant_id = :merchant and shop_id = :shop and gone_at is null) v
                    """);
        }

        @Override
        public <S extends SqlStatement<S>> S bindTo(S statement) {
            return statement.bind("merchant", merchantId).bind("shop", shopId);
        }
    }

    /// The listings of an account in a marketplace that are not linked. One that has left its collections needs no
    /// link.
    record NotLinked(CatalogueKey key) implements Among {
        @Override
        public String in(String statement) {
            return statement.replace("<variants>", """
                    (select v.variant_id, v.sku, v.title, v.shop_id, l.listing_id, l.selling_list_id
                    from variant v
                    join listing l on l.merchant_id = v.merchant_id and l.shop_id = v.shop_id
                        and l.variant_id = v.variant_id
                    join selling_list s on s.merchant_id = l.merchant_id and s.selling_list_id = l.selling_list_id
                    join shop on shop.merchant_id = l.merchant_id and shop.shop_id = l.shop_id
                    where v.merchant_id = :merchantId and v.gone_at is null and l.seller_sku is null
                        and l.left_at is null and s.amazon_account_id = :amazonAccountId
                        and s.marketplace = :marketplace) v
                    """);
        }

        @Override
        public <S extends SqlStatement<S>> S bindTo(S statement) {
            return statement.bindMethods(key);
        }
    }
}
