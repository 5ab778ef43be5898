package io.stockrule.shopify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How it stands between a shop and Shopify.
///
/// @param unreadable its secrets cannot be read
/// @param connectedAt the latest consent of the merchant at Shopify
/// @param reconnectBy until when the merchant has to consent again, if that is near
/// @param lackingScopes that the app is not granted; empty before Shopify was asked
/// @param toldDomain another name of the shop that its webhooks told
/// @param webhookAt when a webhook was taken last at the address in force, to the minute
/// @param formerAddressUntil how long an address before is good
record ShopStanding(
        Grant.Kind grant,
        boolean unreadable,
        Optional<Instant> connectedAt,
        Optional<Instant> reconnectBy,
        Optional<List<String>> lackingScopes,
        Optional<String> toldDomain,
        Optional<Instant> webhookAt,
        Optional<Instant> formerAddressUntil) {}
