package io.stockrule.shopify;

import io.stockrule.database.Columns;
import io.stockrule.stock.ItemKey;
import java.util.Collection;
import java.util.function.Function;

/// One Shopify store of one merchant.
public record ShopKey(long merchantId, long shopId) {
    public ItemKey item(long inventoryItemId) {
        return new ItemKey(merchantId, shopId, inventoryItemId);
    }

    /// As the columns `merchants` and `shops`.
    public static Columns<ShopKey> columns(Collection<ShopKey> shops) {
        return columns(shops, shop -> shop);
    }

    public static <T> Columns<T> columns(Collection<T> rows, Function<T, ShopKey> shop) {
        return Columns.of(rows)
                .longs("merchants", row -> shop.apply(row).merchantId())
                .longs("shops", row -> shop.apply(row).shopId());
    }
}
