package io.stockrule.shopify.connection;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.shopify.Grant;
import io.stockrule.shopify.ShopInput;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.ConnectionProbe;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.Objects;

/// Whether what a merchant has entered opens a store.
@Path("/api/v1/shops/actions/test")
@RolesAllowed(Role.MERCHANT)
class ConnectionTestResource {
    /// No shop has it: nothing that is asked in its name belongs to one.
    private static final long NOT_KEPT = 0;

    private final ConnectionProbe probe;
    private final CurrentMerchant merchant;

    ConnectionTestResource(ConnectionProbe probe, CurrentMerchant merchant) {
        this.probe = probe;
        this.merchant = merchant;
    }

    /// Asks Shopify with what would be sent to `POST /api/v1/shops`, and keeps nothing of it. A test that fails
    /// is an answer like any other. May take some seconds.
    @POST
    public ConnectionReport test(@Valid @NotNull NewShop body) {
        if (!body.fits()) {
            throw ShopInput.tokenInDoubt();
        }
        var domain = body.domain().toLowerCase(Locale.ROOT);
        var key = new ShopKey(merchant.id(), NOT_KEPT);
        var login = new ShopLogin(key, domain, body.clientId(), body.clientSecret(), grant(body));
        return ConnectionReport.of(domain, body.kind(), probe.of(login));
    }

    private static Grant grant(NewShop body) {
        return switch (body.kind()) {
            case CLIENT_CREDENTIALS -> new Grant.ClientCredentials();
            case PERMANENT_TOKEN -> new Grant.PermanentToken(Objects.requireNonNull(body.accessToken()));
            case AUTHORIZATION_CODE -> new Grant.AuthorizationCode(0);
        };
    }
}
