package io.stockrule.access;

import io.stockrule.access.MerchantResource.MerchantView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

/// What a merchant's own key says about its merchant, and may change.
@Path("/api/v1/merchant")
@RolesAllowed(Role.MERCHANT)
class OwnMerchantResource {
    private final Merchants merchants;
    private final CurrentMerchant merchant;

    OwnMerchantResource(Merchants merchants, CurrentMerchant merchant) {
        this.merchants = merchants;
        this.merchant = merchant;
    }

    /// Changes what becomes of listings whose variant the shop no longer has. They are decided once more.
    @PATCH
    public MerchantView change(@Valid @NotNull OwnMerchantChange body) {
        return MerchantView.of(merchants
                .changeGoneVariants(merchant.id(), body.goneVariants())
                .orElseThrow(MerchantResource::notFound));
    }

    record OwnMerchantChange(@NotNull GoneVariants goneVariants) {}

    @GET
    @Transactional
    public MerchantView get() {
        return MerchantView.of(Merchant.of(merchant.id()).orElseThrow(MerchantResource::notFound));
    }
}
