package io.stockrule.listing;

import io.stockrule.access.PlainText;
import io.stockrule.listing.SellingList.Kind;
import io.stockrule.profile.ProfileName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What merchants send about their Selling Lists.
final class SellingListInput {
    private SellingListInput() {}

    /// @param marketplace country code in the account's region
    /// @param profile name of a Global Profile; `Default` when not given
    /// @param kind `PRODUCTS` when not given
    /// @param following for the kind `COLLECTIONS`
    record NewList(
            @NotBlank @Size(max = 200) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String name,

            @NotNull Long amazonAccountId,
            @NotNull @Size(max = 10) String marketplace,
            @Nullable @ProfileName String profile,
            @Nullable Kind kind,
            @Nullable @Valid FollowInput following) {}

    /// What is not given stays as it is.
    record ListChange(
            @Nullable
            @Size(max = 200)
            @Pattern(regexp = ".*\\S.*", message = "must not be blank")
            @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String name,

            @Nullable @ProfileName String profile,
            @Nullable @Valid FollowInput following) {
        boolean isEmpty() {
            return name == null && profile == null && following == null;
        }
    }
}
