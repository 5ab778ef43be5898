package io.stockrule.shopify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.ShopDeletions.Deletion;
import io.stockrule.shopify.ShopEditor.Change;
import io.stockrule.shopify.ShopEditor.Creation;
import io.stockrule.shopify.ShopEditor.Exists;
import io.stockrule.shopify.ShopEditor.UnknownTimeZone;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/shops")
@RolesAllowed(Role.MERCHANT)
class ShopResource {
    private final ShopEditor editor;
    private final ShopDeletions deletions;
    private final ShopLogins logins;
    private final CurrentMerchant merchant;

    ShopResource(ShopEditor editor, ShopDeletions deletions, ShopLogins logins, CurrentMerchant merchant) {
        this.editor = editor;
        this.deletions = deletions;
        this.logins = logins;
        this.merchant = merchant;
    }

    /// Adds a shop. The answer holds the address for its webhooks, shown this one time.
    @POST
    public RestResponse<NewShopView> create(@Valid @NotNull NewShop body) {
        return switch (editor.create(merchant.id(), body)) {
            case Creation.Created created -> created(created);
            case Exists exists -> throw exists(exists);
            case Creation.TokenInDoubt _ -> throw ShopInput.tokenInDoubt();
            case UnknownTimeZone unknown -> throw Problem.unknownTimeZone(unknown.name());
        };
    }

    private RestResponse<NewShopView> created(Creation.Created created) {
        var view = new NewShopView(view(created.shop()), Shop.WEBHOOKS + created.token());
        return ResponseBuilder.<NewShopView>created(URI.create("/api/v1/shops/" + created.shop().shopId))
                .entity(view)
                .build();
    }

    @GET
    @Transactional
    public Page<ShopView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        var shops = Shop.after(merchant.id(), after, limit + 1);
        var standings = logins.standings(
                merchant.id(), shops.stream().map(shop -> shop.shopId).toList());
        return Page.of(shops, limit, shop -> shop.shopId)
                .map(shop -> ShopView.of(shop, Objects.requireNonNull(standings.get(shop.shopId))));
    }

    @GET
    @Path("/{id}")
    @Transactional
    public ShopView get(@RestPath long id) {
        return view(Shop.find(key(id)).orElseThrow(ShopResource::noSuchShop));
    }

    /// Changes what is given: domain, time zone, credentials. Another domain, and other credentials than
    /// those in force, lift a suspension. A permanent token takes the place of the merchant's consent at
    /// Shopify.
    @PATCH
    @Path("/{id}")
    public ShopView change(@RestPath long id, @Valid @NotNull ShopChange body) {
        return switch (editor.change(key(id), body)) {
            case Change.Changed changed -> view(changed.shop());
            case Change.NothingGiven _ -> throw Problem.nothingToChange();
            case Change.NoSuchShop _ -> throw noSuchShop();
            case Exists exists -> throw exists(exists);
            case UnknownTimeZone unknown -> throw Problem.unknownTimeZone(unknown.name());
        };
    }

    @POST
    @Path("/{id}/actions/resume")
    public ShopView resume(@RestPath long id) {
        return view(editor.resume(key(id)).orElseThrow(ShopResource::noSuchShop));
    }

    /// What goes with the shop when it is deleted, and what stays.
    @GET
    @Path("/{id}/deletion")
    public DeletionOutlook deletion(@RestPath long id) {
        return deletions.outlook(key(id)).orElseThrow(ShopResource::noSuchShop);
    }

    /// Deletes the shop: it is gone at once, and what is left of it soon.
    ///
    /// @param listings how many go with it, as its `deletion` says: whoever does not know has not looked
    @DELETE
    @Path("/{id}")
    public RestResponse<Void> delete(@RestPath long id, @RestQuery @Nullable Long listings) {
        return switch (deletions.delete(key(id), Optional.ofNullable(listings))) {
            case Deletion.Begun _ -> RestResponse.accepted();
            case Deletion.NotConfirmed other -> throw notConfirmed(other.outlook());
            case Deletion.NoSuchShop _ -> throw noSuchShop();
        };
    }

    private static Problem notConfirmed(DeletionOutlook outlook) {
        return new Problem(
                409,
                "deletion-not-confirmed",
                "%d listings go with the shop, %d of them linked: give listings=%d to delete it"
                        .formatted(outlook.listings(), outlook.linkedListings(), outlook.listings()),
                outlook.figures());
    }

    private ShopView view(Shop shop) {
        var standing = logins.standings(shop.merchantId, List.of(shop.shopId)).get(shop.shopId);
        return ShopView.of(shop, Objects.requireNonNull(standing));
    }

    private ShopKey key(long id) {
        return new ShopKey(merchant.id(), id);
    }

    private static Problem exists(Exists exists) {
        return new Problem(409, "shop-exists", "there is a shop %s already".formatted(exists.domain()));
    }

    private static Problem noSuchShop() {
        return Problem.notFound("shop");
    }

    /// What a merchant may see of its shop: not the secrets.
    ///
    /// @param toldDomain another name of the shop, which its webhooks tell: if it was renamed, change `domain`
    /// @param grant how we are let in
    /// @param connectedAt when the merchant consented at Shopify last
    /// @param reconnectBy until when the merchant has to consent again, told when that is near
    /// @param lackingScopes that the app has to be granted in Shopify; absent before Shopify was asked
    /// @param webhookAt when a webhook was taken last at the address in force, to the minute; absent before
    ///     the first
    /// @param formerAddressUntil how long webhooks are taken at an address that was changed
    /// @param suspendedUntil Shopify refuses us, so it is not asked before; webhooks are taken all the same
    /// @param enterSecretsAnew its secrets cannot be read, so nothing is asked of Shopify and no webhook can be
    ///     verified until they are entered anew
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ShopView(
            long id,
            String domain,
            Optional<String> toldDomain,
            Optional<String> timeZone,
            String clientId,
            Grant.Kind grant,
            Optional<Instant> connectedAt,
            Optional<Instant> reconnectBy,
            Optional<List<String>> lackingScopes,
            Optional<Instant> webhookAt,
            Optional<Instant> formerAddressUntil,
            Optional<Instant> suspendedUntil,
            Optional<String> suspendedReason,
            boolean enterSecretsAnew,
            Instant createdAt) {
        static ShopView of(Shop shop, ShopStanding standing) {
            return new ShopView(
                    shop.shopId,
                    shop.domain,
                    standing.toldDomain(),
                    Optional.ofNullable(shop.timeZone),
                    shop.clientId,
                    standing.grant(),
                    standing.connectedAt(),
                    standing.reconnectBy(),
                    standing.lackingScopes(),
                    standing.webhookAt(),
                    standing.formerAddressUntil(),
                    Optional.ofNullable(shop.suspendedUntil),
                    Optional.ofNullable(shop.suspendedReason),
                    standing.unreadable(),
                    shop.createdAt);
        }
    }

    /// @param webhookPath where Shopify is to send its webhooks
    record NewShopView(@JsonUnwrapped ShopView shop, String webhookPath) {}
}
