package io.stockrule.profile;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The texts that a profile has had, newest first.
@Path("/api/v1/profiles/{name}/versions")
@RolesAllowed(Role.MERCHANT)
class ProfileVersionResource {
    private final CurrentMerchant merchant;

    ProfileVersionResource(CurrentMerchant merchant) {
        this.merchant = merchant;
    }

    @GET
    @Transactional
    public Page<VersionSummary> list(
            @RestPath @ProfileName String name,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("2147483647") int after) {
        var found = ProfileVersion.before(merchant.id(), profile(name).profileId, after, limit + 1);
        return Page.of(found, limit, version -> version.version).map(VersionSummary::of);
    }

    @GET
    @Path("/{version}")
    @Transactional
    public ProfileView get(@RestPath @ProfileName String name, @RestPath int version) {
        return ProfileVersion.of(merchant.id(), profile(name).profileId, version)
                .map(found -> ProfileView.of(NormalForm.of(name), found.saved()))
                .orElseThrow(() -> Problem.notFound("version"));
    }

    private GlobalProfile profile(String name) {
        return GlobalProfile.named(merchant.id(), NormalForm.of(name)).orElseThrow(ProfileResource::notFound);
    }

    record VersionSummary(int version, Instant savedAt, String savedBy) {
        static VersionSummary of(ProfileVersion version) {
            return new VersionSummary(version.version, version.savedAt, version.savedBy);
        }
    }
}
