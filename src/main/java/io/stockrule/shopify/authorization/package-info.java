/// The merchant's consent at Shopify, the authorization code grant: [AuthorizeResource] answers the address
/// at Shopify that the merchant opens, with a state that [Authorizations] keeps; Shopify sends the merchant
/// back to [AuthorizedResource], which checks the [ShopifyAnswer] and has the code exchanged.
@NullMarked
package io.stockrule.shopify.authorization;

import org.jspecify.annotations.NullMarked;
