/// Questions to Shopify's GraphQL Admin API: [GraphQl] asks one with a token from [ShopTokens] and makes a
/// [Reply] of whatever comes back; [Budget] tells how much may be asked, and [PatientShopify] waits for it.
/// Tokens are exchanged for the app's id and secret daily ([DailyTokens]), or were brought by the merchant's
/// consent and are renewed ([OfflineTokens], [TokenPairs]).
@NullMarked
package io.stockrule.shopify.admin;

import org.jspecify.annotations.NullMarked;
