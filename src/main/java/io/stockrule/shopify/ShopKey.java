package io.stockrule.shopify;

import io.stockrule.stock.ItemKey;

/// One Shopify store of one merchant.
record ShopKey(long merchantId, long shopId) {
    ItemKey item(long inventoryItemId) {
        return new ItemKey(merchantId, shopId, inventoryItemId);
    }
}
