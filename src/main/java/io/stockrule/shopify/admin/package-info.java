/// Questions to Shopify's GraphQL Admin API: [GraphQl] asks one with a token from [ShopTokens] and makes a [Reply] of
/// whatever comes back; [Budget] tells how much may be asked, and [PatientShopify] waits for it.
@NullMarked
package io.stockrule.shopify.admin;

import org.jspecify.annotations.NullMarked;
