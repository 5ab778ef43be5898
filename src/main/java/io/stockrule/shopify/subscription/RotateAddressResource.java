package io.stockrule.shopify.subscription;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.subscription.AddressRotation.Rotation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/shops/{id}/actions/rotate-webhook-address")
@RolesAllowed(Role.MERCHANT)
class RotateAddressResource {
    private final AddressRotation rotation;
    private final CurrentMerchant merchant;

    RotateAddressResource(AddressRotation rotation, CurrentMerchant merchant) {
        this.rotation = rotation;
        this.merchant = merchant;
    }

    /// Gives the shop another address for its webhooks, shown this one time, for when it was lost or somebody
    /// else knows it. The address before stays good for a while, so that nothing is lost until Shopify knows the
    /// new one; what the service has subscribed itself it moves itself.
    @POST
    public NewAddressView rotate(@RestPath long id) {
        return switch (rotation.rotate(new ShopKey(merchant.id(), id))) {
            case Rotation.Rotated rotated -> new NewAddressView(Shop.WEBHOOKS + rotated.token(), rotated.formerUntil());
            case Rotation.TooMany _ ->
                throw new Problem(
                        409,
                        "rotated-too-often",
                        "the address was changed so often that too many are good still: wait until the oldest is not");
            case Rotation.NoSuchShop _ -> throw Problem.notFound("shop");
        };
    }

    /// @param webhookPath where Shopify is to send its webhooks
    /// @param formerGoodUntil how long it may send them to the address before
    record NewAddressView(String webhookPath, Instant formerGoodUntil) {}
}
