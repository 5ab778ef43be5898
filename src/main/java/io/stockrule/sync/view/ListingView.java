package io.stockrule.sync.view;

import io.stockrule.delivery.marketplace.Obstacle;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A listing as the API shows it.
///
/// @param status the display name of its status
/// @param standing the display name of what is to be seen of it at a glance
/// @param reason a sentence about the status, empty when there is nothing to say
/// @param available what the profile counted when it last decided; empty when nothing was decided yet or stock is
/// unknown
/// @param decided the number last decided; empty when nothing was decided yet or a profile holds
/// @param because how the profile came to it, in a sentence
/// @param sent the number last sent to Amazon
/// @param shown what Amazon showed when it was last read
/// @param obstacle why the offer cannot be bought although Amazon shows a number; `reason` says what to do
record ListingView(
        long id,
        long sellingList,
        long shop,
        long variant,
        String sku,
        String title,
        Optional<String> sellerSku,
        int packSize,
        String status,
        String standing,
        String reason,
        OptionalLong available,
        OptionalInt decided,
        String because,
        Optional<Instant> decidedAt,
        OptionalInt sent,
        Optional<Instant> sentAt,
        Optional<Instant> acceptedAt,
        Optional<Instant> effectiveAt,
        OptionalInt shown,
        Optional<Obstacle> obstacle) {}
