/// A Shopify and an Amazon that behave like the real ones over HTTP, in a process of their own with durable
/// state.
///
/// For the demo and the tests only: nothing in the service knows them. [SimulatorMain] runs both on one port
/// of the loopback interface, [Simulators] does so inside a test. Whatever was answered is still there after
/// a SIGKILL. What either of them does on its own is told in the parts `amazon` and `shopify`.
///
/// # Control, under `/control`
/// Bodies and answers are JSON; a PUT changes only what it gives. Lists answer `{"items":[...]}` and take
/// `after` and `limit`. A mistake is answered 400 or 404 with `{"mistake":...}`.
///
/// | request | does |
/// |---|---|
/// | `GET /` | tells the addresses of both |
/// | `POST /reset` | forgets everything |
/// | `GET /events?after=N&waitMillis=M&limit=L` | what happened since, waiting for it if need be; `next` is the new N |
/// | `GET /counters` | how often what was answered, by `amazon SELLER OPERATION STATUS` and `shopify SHOP ...` |
/// | `GET`, `POST`, `DELETE /faults` | shows, adds, removes all [Fault]s |
/// | `PUT`, `GET /amazon/accounts/{seller}` | a [SellerAccount], known by `client-`, `secret-`, `refresh-{seller}` |
/// | the same with `reports` | how its reports come: a [ReportStyle] |
/// | `POST /amazon/accounts/{seller}/withdraw-tokens` | makes its access tokens worthless at once |
/// | `PUT .../{seller}/listings` | adds or replaces `[{"sku","name","productType","marketplaces","channels":[...]}]` |
/// | `GET .../{seller}/listings`, `.../listings/{sku}` | the [AmazonListing]s as they are |
/// | `GET .../{seller}/patches?sku=S&fba=true` | every patch in the order of arrival, those of feeds too:
/// [Submissions.Submission] |
/// | `POST .../{seller}/orders` | `{"sku","units"}`: a buyer takes them; tells the `orderId` |
/// | the same | with `items`, `fulfilledBy`, `status`, `marketplace`: an `OrderBook.Described` |
/// | `POST .../{seller}/orders/{order}` | `{"status"}` or `{"cancel":{"sku","units"}}`, with `"restocks":true` |
/// | `POST .../{seller}/status` | `{"status","from","marketplace"}`: tells that the account's standing has changed |
/// | `POST /amazon/applications/{client}/forget-destinations` | with every subscription that goes there |
/// | `POST /queues/{account}/{name}` | puts the body into a queue |
/// | `GET /queues/{account}/{name}` | tells how many `messages` it has, and how many are `visible` |
/// | `POST /amazon/refill-buckets` | fills all rate buckets |
/// | `POST /amazon/settle` | has Amazon do all that is due at once |
/// | `POST /amazon/documents?contentType=T&packed=true` | keeps the body, gzipped; tells its address |
/// | the same with `&upload=true` | tells where a document may be put |
/// | `PUT`, `GET /shopify/shops/{shop}` | a [ShopAccount]: credentials, webhooks, retries, random walk |
/// | `POST .../{shop}/rename` | `{"domain"}`: gives the shop another name |
/// | `POST .../{shop}/expire-tokens`, `.../expire-refresh-tokens` | ends all tokens of the kind at once |
/// | `POST .../{shop}/uninstall` | tells of it, ends what was subscribed, and lets no token open the shop |
/// | `POST .../{shop}/privacy` | sends `{"topic"}`: customers/data_request, customers/redact or shop/redact |
/// | `POST .../{shop}/catalogue` | makes up `{"variants":1000,"warehouses":["Berlin","Roma","Lyon"],"seed":1}` |
/// | `PUT`, `GET .../{shop}/variants` | adds [Shelves.Described] variants; shows variants with their levels |
/// | `POST .../{shop}/products` | the same variants, and tells of their products |
/// | `PATCH .../{shop}/products/{id}` | changes title, vendor, productType, tags, status, collections |
/// | `DELETE .../{shop}/products/{id}`, `.../collections/{id}` | deletes it; the products of a collection stay |
/// | `PATCH`, `DELETE .../{shop}/variants/{id}` | changes sku, title, barcode, inventoryPolicy, tracked, parts; deletes
/// |
/// | `PUT`, `GET .../{shop}/locations` | a [ShopLocation] by name or id |
/// | `DELETE .../{shop}/locations/{id}` | deletes it with its levels |
/// | `POST .../{shop}/levels` | sets `[{"sku","warehouse","available"}]`, or by `item`, `location`, `adjust` |
/// | the same | with `committed`, `incoming`: beside what is available |
/// | `POST .../{shop}/disconnect`, `.../connect` | the same for one level, without a list |
/// | `GET .../{shop}/webhooks?state=waiting` | webhooks: waiting, acknowledged or given_up |
/// | `GET`, `POST .../{shop}/subscriptions`, `DELETE .../{id}` | webhook subscriptions, as the API has them |
/// | `GET /shopify/webhooks/waiting` | how many wait |
///
/// Of events, patches and webhooks that are over, the newest 200,000 each are kept.
///
/// # Events
/// `STOCK_CHANGED`, `LEVEL_CONNECTED`, `LEVEL_DISCONNECTED`: shop, item, location, warehouse, sku, title,
/// from, to, updatedAt. `WEBHOOK_ACKNOWLEDGED`, `WEBHOOK_GIVEN_UP`: shop, webhookId, topic, attempts, body.
/// `QUANTITY_EFFECTIVE`, `QUANTITY_VANISHED`, `QUANTITY_REJECTED`, `FBA_STRANDED`: seller, sku, channel,
/// quantity, submissionId, submission (its number among the patches). `ORDER_PLACED`: seller, sku, units,
/// quantity left, orderId.
@NullMarked
package io.stockrule.simulator;

import org.jspecify.annotations.NullMarked;
