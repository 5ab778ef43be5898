/// The simulated Selling Partner API, under `/amazon`.
///
/// | request | behaves as |
/// |---|---|
/// | `POST /auth/o2/token` | the token call, form or JSON |
/// | `GET /listings/2021-08-01/items/{seller}/{sku}` | getListingsItem |
/// | `PATCH /listings/2021-08-01/items/{seller}/{sku}` | patchListingsItem, for `fulfillment_availability` |
/// | `GET /listings/2021-08-01/items/{seller}` | searchListingsItems, by SKU or ASIN or through all |
/// | `/feeds/2021-06-30/feeds`, `/documents` | the Feeds API, for `JSON_LISTINGS_FEED` with `PATCH` |
/// | `POST /reports/2021-06-30/reports`, `GET .../{report}` | createReport, getReport, for all listings |
/// | `GET /reports/2021-06-30/documents/{document}` | getReportDocument |
/// | `GET /sellers/v1/marketplaceParticipations` | getMarketplaceParticipations |
/// | `GET /orders/2026-01-01/orders` | searchOrders, of what was changed until two minutes ago |
/// | `GET /orders/2026-01-01/orders/{order}` | getOrder |
/// | `/notifications/v1/destinations`, `/subscriptions/{type}` | the Notifications API, for what we ask of it |
/// | `PUT`, `GET /documents/{document}` | what is behind the presigned addresses: [PresignedDocuments] |
///
/// One quantity per seller and SKU; an accepted patch shows at once in the attributes of its marketplace and
/// after `effectMillis` in `fulfillmentAvailability`, in order per SKU. `replace` and `add` drop handling
/// time and restock date, `merge` keeps them. A quantity on an FBA offer turns it and is recorded as
/// stranded. Each operation of an account has a token bucket. A patch of a SKU that does not exist is
/// INVALID, which is our assumption: no source says.
@NullMarked
package io.stockrule.simulator.amazon;

import org.jspecify.annotations.NullMarked;
