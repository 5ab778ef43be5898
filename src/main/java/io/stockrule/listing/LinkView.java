package io.stockrule.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A listing and its link as HTTP clients see them.
///
/// @param shop id of the shop
/// @param sellerSku null: not linked
/// @param collections those of its list's collections that its product is in, Shopify's ids; none if picked by hand
/// @param leftAt since when its product is in none of them any more, and nothing is offered of it
@JsonInclude(JsonInclude.Include.ALWAYS)
record LinkView(
        long id,
        long sellingListId,
        long shop,
        long variantId,
        @Nullable String sellerSku,
        int packSize,
        List<Long> collections,
        @Nullable Instant leftAt) {}
