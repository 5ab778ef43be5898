package io.stockrule.access;

import io.stockrule.access.MerchantResource.MerchantView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// What a merchant's own key says about its merchant.
@Path("/api/v1/merchant")
@RolesAllowed(Role.MERCHANT)
class OwnMerchantResource {
    private final CurrentMerchant merchant;

    OwnMerchantResource(CurrentMerchant merchant) {
        this.merchant = merchant;
    }

    @GET
    @Transactional
    public MerchantView get() {
        return MerchantView.of(Merchant.of(merchant.id()).orElseThrow(MerchantResource::notFound));
    }
}
