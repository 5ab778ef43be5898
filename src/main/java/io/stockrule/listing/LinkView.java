package io.stockrule.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A listing and its link as HTTP clients see them.
///
/// @param shop id of the shop
/// @param sellerSku null: not linked
@JsonInclude(JsonInclude.Include.ALWAYS)
record LinkView(
        long id,
        long sellingListId,
        long shop,
        long variantId,
        @Nullable String sellerSku,
        int packSize) {}
