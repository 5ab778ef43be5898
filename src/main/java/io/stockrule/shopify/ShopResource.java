package io.stockrule.shopify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Role;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/api/v1/shops")
@RolesAllowed(Role.MERCHANT)
class ShopResource {
    private final ShopEditor editor;
    private final CurrentMerchant merchant;

    ShopResource(ShopEditor editor, CurrentMerchant merchant) {
        this.editor = editor;
        this.merchant = merchant;
    }

    /// Adds a shop. The answer holds the address for its webhooks, shown this one time.
    @POST
    public RestResponse<NewShopView> create(@Valid @NotNull NewShop body) {
        var created = editor.create(merchant.id(), body);
        var view = new NewShopView(ShopView.of(created.shop()), Shop.WEBHOOKS + created.token());
        return ResponseBuilder.<NewShopView>created(URI.create("/api/v1/shops/" + created.shop().shopId))
                .entity(view)
                .build();
    }

    @GET
    @Transactional
    public Page<ShopView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        return Page.of(Shop.after(merchant.id(), after, limit + 1), limit, shop -> shop.shopId)
                .map(ShopView::of);
    }

    @GET
    @Path("/{id}")
    @Transactional
    public ShopView get(@RestPath long id) {
        return ShopView.of(Shop.of(key(id)));
    }

    /// Changes what is given: time zone, credentials. New credentials lift a suspension.
    @PATCH
    @Path("/{id}")
    public ShopView change(@RestPath long id, @Valid @NotNull ShopChange body) {
        return ShopView.of(editor.change(key(id), body));
    }

    @POST
    @Path("/{id}/actions/resume")
    public ShopView resume(@RestPath long id) {
        return ShopView.of(editor.resume(key(id)));
    }

    private ShopKey key(long id) {
        return new ShopKey(merchant.id(), id);
    }

    /// What a merchant may see of its shop: not the secrets.
    ///
    /// @param suspendedUntil Shopify refuses us, so it is not asked before; webhooks are taken all the same
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ShopView(
            long id,
            String domain,
            Optional<String> timeZone,
            String clientId,
            Optional<Instant> suspendedUntil,
            Optional<String> suspendedReason,
            Instant createdAt) {
        static ShopView of(Shop shop) {
            return new ShopView(
                    shop.shopId,
                    shop.domain,
                    Optional.ofNullable(shop.timeZone),
                    shop.clientId,
                    Optional.ofNullable(shop.suspendedUntil),
                    Optional.ofNullable(shop.suspendedReason),
                    shop.createdAt);
        }
    }

    /// @param webhookPath where Shopify is to send its webhooks
    record NewShopView(@JsonUnwrapped ShopView shop, String webhookPath) {}
}
