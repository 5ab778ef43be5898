package io.stockrule.access;

import io.stockrule.access.MerchantResource.MerchantView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// Changes what is given: in which zone dates and times of profiles are meant, and what becomes of listings
    /// whose variant the shop no longer has. Listings that this concerns are decided once more.
    @PATCH
    @Transactional
    public MerchantView change(@Valid @NotNull OwnMerchantChange body) {
        if (body.isEmpty()) {
            throw Problem.nothingToChange();
        }
        Optional.ofNullable(body.timeZone())
                .map(name -> TimeZones.parse(name).orElseThrow(() -> Problem.unknownTimeZone(name)))
                .ifPresent(zone -> merchants.changeTimeZone(merchant.id(), zone));
        Optional.ofNullable(body.goneVariants()).ifPresent(gone -> merchants.changeGoneVariants(merchant.id(), gone));
        return get();
    }

    /// What is not given stays as it is.
    ///
    /// @param timeZone such as `Europe/Berlin`
    record OwnMerchantChange(
            @Nullable @Size(max = 100) String timeZone,
            @Nullable GoneVariants goneVariants) {
        boolean isEmpty() {
            return timeZone == null && goneVariants == null;
        }
    }

    @GET
    @Transactional
    public MerchantView get() {
        return MerchantView.of(Merchant.of(merchant.id()).orElseThrow(MerchantResource::notFound));
    }
}
