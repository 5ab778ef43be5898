package io.stockrule.delivery.check;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/// Whether an account's connection is complete.
@Path("/api/v1/amazon-accounts/{id}/actions/check")
@RolesAllowed(Role.MERCHANT)
class AccountCheckResource {
    private final CurrentMerchant merchant;
    private final AccountCheck check;

    AccountCheckResource(CurrentMerchant merchant, AccountCheck check) {
        this.merchant = merchant;
        this.check = check;
    }

    /// Asks Amazon what the account's credentials open, and changes nothing there. A check that fails is an
    /// answer like any other. May take half a minute when Amazon is slow.
    @POST
    public CheckReport check(@RestPath long id) {
        return check.of(new AccountKey(merchant.id(), id)).orElseThrow(() -> Problem.notFound("Amazon account"));
    }
}
