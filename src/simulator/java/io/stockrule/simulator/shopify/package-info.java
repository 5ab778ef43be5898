/// The simulated shops and their Admin API, under `/shopify/{shop domain}`.
///
/// | request | behaves as |
/// |---|---|
/// | `GET /admin/oauth/authorize` | the merchant's consent, given at once: sends back with a code |
/// | `POST /admin/oauth/access_token` | tokens for client credentials, a code, a refresh token; form or JSON |
/// | `GET /shopify-bulk/{file}` (without the shop) | the result of a bulk operation |
/// | `POST /admin/api/{version}/graphql.json` | the Admin API, for shop, grant, locations, variants, items and levels |
///
/// Documents are executed against `simulator/shopify-admin.graphqls` and paid for from the shop's budget of
/// points. Every change of a level sends a signed webhook to the shop's address, until it is answered 2xx
/// within 5 seconds.
@NullMarked
package io.stockrule.simulator.shopify;

import org.jspecify.annotations.NullMarked;
