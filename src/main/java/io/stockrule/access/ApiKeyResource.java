package io.stockrule.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.Merchants.NewKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/api/v1/merchants/{merchantId}/api-keys")
@RolesAllowed(Role.OPERATOR)
class ApiKeyResource {
    private final Merchants merchants;

    ApiKeyResource(Merchants merchants) {
        this.merchants = merchants;
    }

    /// Creates another key for a merchant. It is shown this one time.
    @POST
    public RestResponse<ApiKeyView> create(@RestPath long merchantId, @Valid @NotNull NewKeyBody body) {
        var created = merchants.createKey(merchantId, body.name()).orElseThrow(MerchantResource::notFound);
        var location = URI.create("/api/v1/merchants/%d/api-keys/%d".formatted(merchantId, created.key().id));
        return ResponseBuilder.ok(ApiKeyView.of(created))
                .status(201)
                .location(location)
                .build();
    }

    @GET
    @Transactional
    public Page<ApiKeyView> list(
            @RestPath long merchantId,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var merchant = Merchant.of(merchantId).orElseThrow(MerchantResource::notFound);
        return Page.of(ApiKey.page(merchant.id, after, limit + 1), limit, key -> key.id)
                .map(key -> ApiKeyView.of(key, Optional.empty()));
    }

    @GET
    @Path("/{keyId}")
    @Transactional
    public ApiKeyView get(@RestPath long merchantId, @RestPath long keyId) {
        return ApiKey.of(merchantId, keyId)
                .map(key -> ApiKeyView.of(key, Optional.empty()))
                .orElseThrow(() -> Problem.notFound("API key"));
    }

    @DELETE
    @Path("/{keyId}")
    public void revoke(@RestPath long merchantId, @RestPath long keyId) {
        if (!merchants.revoke(merchantId, keyId)) {
            throw Problem.notFound("API key");
        }
    }

    record NewKeyBody(@NotBlank @Size(max = 200) String name) {}

    /// @param key in the answer to its creation only
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ApiKeyView(long id, String name, Instant createdAt, Optional<Instant> revokedAt, Optional<String> key) {
        static ApiKeyView of(NewKey created) {
            return of(created.key(), Optional.of(created.secret()));
        }

        static ApiKeyView of(ApiKey key, Optional<String> secret) {
            return new ApiKeyView(key.id, key.name, key.createdAt, Optional.ofNullable(key.revokedAt), secret);
        }
    }
}
