package io.stockrule.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.ApiKeyResource.ApiKeyView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/merchants")
@RolesAllowed(Role.OPERATOR)
class MerchantResource {
    private final Merchants merchants;

    MerchantResource(Merchants merchants) {
        this.merchants = merchants;
    }

    /// Creates a merchant with a first API key, which is shown this one time.
    @POST
    public RestResponse<NewMerchantView> create(@Valid @NotNull NewMerchantBody body) {
        var created = merchants.create(
                body.name(), Optional.ofNullable(body.timeZone()).map(MerchantResource::zone));
        var view = new NewMerchantView(MerchantView.of(created.merchant()), ApiKeyView.of(created.key()));
        return ResponseBuilder.ok(view)
                .status(201)
                .location(URI.create("/api/v1/merchants/" + created.merchant().id))
                .build();
    }

    @GET
    @Transactional
    public Page<MerchantView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        return Page.of(Merchant.page(after, limit + 1), limit, merchant -> merchant.id)
                .map(MerchantView::of);
    }

    @GET
    @Path("/{id}")
    @Transactional
    public MerchantView get(@RestPath long id) {
        return MerchantView.of(Merchant.of(id).orElseThrow(MerchantResource::notFound));
    }

    @PATCH
    @Path("/{id}")
    public MerchantView change(@RestPath long id, @Valid @NotNull MerchantChangeBody body) {
        var zone = zone(body.timeZone());
        return MerchantView.of(merchants.changeTimeZone(id, zone).orElseThrow(MerchantResource::notFound));
    }

    static Problem notFound() {
        return Problem.notFound("merchant");
    }

    private static ZoneId zone(String name) {
        return TimeZones.parse(name).orElseThrow(() -> Problem.unknownTimeZone(name));
    }

    /// @param timeZone such as `Europe/Berlin`
    record NewMerchantBody(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 100) String timeZone) {}

    record MerchantChangeBody(@NotBlank @Size(max = 100) String timeZone) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MerchantView(long id, String name, Optional<String> timeZone, GoneVariants goneVariants, Instant createdAt) {
        static MerchantView of(Merchant merchant) {
            var zone = Optional.ofNullable(merchant.timeZone).map(Object::toString);
            return new MerchantView(merchant.id, merchant.name, zone, merchant.goneVariants, merchant.createdAt);
        }
    }

    record NewMerchantView(MerchantView merchant, ApiKeyView apiKey) {}
}
