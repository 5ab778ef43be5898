package io.stockrule.shopify;

import io.stockrule.stock.ItemKey;

/// One Shopify store of one merchant.
public record ShopKey(long merchantId, long shopId) {
    public ItemKey item(long inventoryItemId) {
        return new ItemKey(merchantId, shopId, inventoryItemId);
    }
}
