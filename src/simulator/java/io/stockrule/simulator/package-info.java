/// A Shopify and an Amazon that behave like the real ones over HTTP, in a process of their own with durable state.
///
/// For the demo and the tests only: nothing in the service knows them. [SimulatorMain] runs both on one port of the
/// loopback interface, [Simulators] does so inside a test. Whatever was answered is still there after a SIGKILL.
///
/// # Amazon, under `/amazon`
/// | request | behaves as |
/// |---|---|
/// | `POST /auth/o2/token` | the token call, form or JSON |
/// | `GET /listings/2021-08-01/items/{seller}/{sku}` | getListingsItem |
/// | `PATCH /listings/2021-08-01/items/{seller}/{sku}` | patchListingsItem, for `fulfillment_availability` |
/// | `GET /listings/2021-08-01/items/{seller}` | searchListingsItems, by SKU or ASIN or through all |
///
/// One quantity per seller and SKU; an accepted patch shows at once in the attributes of its marketplace and after
/// `effectMillis` in `fulfillmentAvailability`, in order per SKU. `replace` and `add` drop handling time and restock
/// date, `merge` keeps them. A quantity on an FBA offer turns it and is recorded as stranded. Each operation of an
/// account has a token bucket. A patch of a SKU that does not exist is INVALID, which is our assumption: no source
/// says.
///
/// # Shopify, under `/shopify/{shop domain}`
/// | request | behaves as |
/// |---|---|
/// | `POST /admin/oauth/access_token` | the client credentials grant, form or JSON |
/// | `POST /admin/api/{version}/graphql.json` | the Admin API, for shop, grant, locations, variants, items and levels |
///
/// Documents are executed against `simulator/shopify-admin.graphqls` and paid for from the shop's budget of points.
/// Every change of a level sends a signed webhook to the shop's address, until it is answered 2xx within 5 seconds.
///
/// # Control, under `/control`
/// Bodies and answers are JSON; a PUT changes only what it gives. Lists answer `{"items":[...]}` and take `after` and
/// `limit`. A mistake is answered 400 or 404 with `{"mistake":...}`.
///
/// | request | does |
/// |---|---|
/// | `GET /` | tells the addresses of both |
/// | `POST /reset` | forgets everything |
/// | `GET /events?after=N&waitMillis=M&limit=L` | what happened since, waiting for it if need be; `next` is the new N |
/// | `GET /counters` | how often what was answered, by `amazon SELLER OPERATION STATUS` and `shopify SHOP ...` |
/// | `GET`, `POST`, `DELETE /faults` | shows, adds, removes all [Fault]s |
/// | `PUT`, `GET /amazon/accounts/{seller}` | a [SellerAccount]; credentials are `client-`, `secret-`,
/// `refresh-{seller}` |
/// | `POST /amazon/accounts/{seller}/withdraw-tokens` | makes its access tokens worthless at once |
/// | `PUT .../{seller}/listings` | adds or replaces `[{"sku","name","productType","marketplaces","channels":[...]}]` |
/// | `GET .../{seller}/listings`, `.../listings/{sku}` | the [AmazonListing]s as they are |
/// | `GET .../{seller}/patches?sku=S&fba=true` | every patch in the order of arrival: [Submissions.Submission] |
/// | `POST .../{seller}/orders` | `{"sku","units"}`: a buyer takes them |
/// | `POST /amazon/refill-buckets` | fills all rate buckets |
/// | `PUT`, `GET /shopify/shops/{shop}` | a [ShopAccount]: credentials, webhook address and secret, retries,
/// random walk |
/// | `POST .../{shop}/catalogue` | makes up `{"variants":1000,"warehouses":["Berlin","Roma","Lyon"],"seed":1}` |
/// | `PUT`, `GET .../{shop}/variants` | adds [Shelves.Described] variants; shows variants with their levels |
/// | `PUT`, `GET .../{shop}/locations` | a [ShopLocation] by name |
/// | `POST .../{shop}/levels` | sets `[{"sku","warehouse","available"}]`, or `item`, `location`, `adjust`, `updatedAt`
/// |
/// | `POST .../{shop}/disconnect`, `.../connect` | the same for one level, without a list |
/// | `GET .../{shop}/webhooks?state=waiting` | webhooks: waiting, acknowledged or given_up |
/// | `GET /shopify/webhooks/waiting` | how many wait |
///
/// Of events, patches and webhooks that are over, the newest 200,000 each are kept.
///
/// # Events
/// `STOCK_CHANGED`, `LEVEL_CONNECTED`, `LEVEL_DISCONNECTED`: shop, item, location, warehouse, sku, title, from, to,
/// updatedAt. `WEBHOOK_ACKNOWLEDGED`, `WEBHOOK_GIVEN_UP`: shop, webhookId, topic, attempts, body.
/// `QUANTITY_EFFECTIVE`, `QUANTITY_VANISHED`, `QUANTITY_REJECTED`, `FBA_STRANDED`: seller, sku, channel, quantity,
/// submissionId, submission (its number among the patches). `ORDER_PLACED`: seller, sku, units, quantity left.
@NullMarked
package io.stockrule.simulator;

import org.jspecify.annotations.NullMarked;
