package io.stockrule.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stockrule.access.ApiKeyResource.ApiKeyView;
import io.stockrule.access.ApiKeyResource.NewKeyBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// A merchant's own API keys.
@Path("/api/v1/merchant/api-keys")
@RolesAllowed(Role.MERCHANT)
class OwnKeyResource {
    private final Merchants merchants;
    private final CurrentMerchant merchant;

    OwnKeyResource(Merchants merchants, CurrentMerchant merchant) {
        this.merchants = merchants;
        this.merchant = merchant;
    }

    /// Makes another key. It is shown this one time.
    @POST
    public RestResponse<OwnKeyView> create(@Valid @NotNull NewKeyBody body) {
        var created = merchants.createKey(merchant.id(), body.name()).orElseThrow(MerchantResource::notFound);
        return ResponseBuilder.<OwnKeyView>created(URI.create("/api/v1/merchant/api-keys/" + created.key().id))
                .entity(new OwnKeyView(ApiKeyView.of(created), false))
                .build();
    }

    @GET
    @Transactional
    public Page<OwnKeyView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        return Page.of(ApiKey.page(merchant.id(), after, limit + 1), limit, key -> key.id)
                .map(this::view);
    }

    @GET
    @Path("/{keyId}")
    @Transactional
    public OwnKeyView get(@RestPath long keyId) {
        return ApiKey.of(merchant.id(), keyId).map(this::view).orElseThrow(() -> Problem.notFound("API key"));
    }

    private OwnKeyView view(ApiKey key) {
        return new OwnKeyView(ApiKeyView.of(key, Optional.empty()), key.id == merchant.keyId());
    }

    /// From now on the key opens nothing, and the sessions that were begun with it are over. The last one that
    /// is in force stays: nobody but the operator could let the merchant in again.
    @DELETE
    @Path("/{keyId}")
    public void revoke(@RestPath long keyId) {
        switch (merchants.revokeUnlessLast(merchant.id(), keyId)) {
            case REVOKED -> {}
            case LAST_KEY ->
                throw new Problem(
                        409, "last-key", "this is the only key in force: make another one before it is revoked");
            case NO_SUCH_KEY -> throw Problem.notFound("API key");
        }
    }

    /// @param current the one with which this was asked
    record OwnKeyView(@JsonUnwrapped ApiKeyView key, boolean current) {}
}
