/// Stock from Shopify. The only home of Shopify's types and protocol.
///
/// Here is what all parts share: a [Shop], the secrets that open it ([ShopSecrets], [ShopLogins]), and what merchants
/// say of their shops, warehouses and variants. `webhook` takes what Shopify tells, `admin` asks Shopify's GraphQL
/// Admin API, `reread` asks about single items that are in doubt, `sweep` asks what has changed without a word,
/// `importing` reads whole shops, and `leaving` deletes what a shop leaves behind ([ShopDeletions]).
@NullMarked
package io.stockrule.shopify;

import org.jspecify.annotations.NullMarked;
