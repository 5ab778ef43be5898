package io.stockrule.profile;

import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.rules.DrlView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/// What the exceptions of a profile become, for analysts: a text to be read, never read back.
@Path("/api/v1/profiles/{name}/drl")
@RolesAllowed(Role.MERCHANT)
class DrlResource {
    private final CurrentMerchant merchant;

    DrlResource(CurrentMerchant merchant) {
        this.merchant = merchant;
    }

    @GET
    @Produces(TEXT_PLAIN)
    @Transactional
    public String get(@RestPath @ProfileName String name) {
        return DrlView.of(ProfileResource.read(name, ProfileResource.inForce(merchant.id(), name)));
    }
}
