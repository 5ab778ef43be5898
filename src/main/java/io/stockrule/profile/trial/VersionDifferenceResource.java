package io.stockrule.profile.trial;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import io.stockrule.language.drawing.Relation;
import io.stockrule.profile.CurveView;
import io.stockrule.profile.MerchantChecks;
import io.stockrule.profile.ProfileName;
import io.stockrule.profile.Profiles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Where two versions of a profile decide differently.
@Path("/api/v1/profiles/{name}/versions/{version}/difference")
@RolesAllowed(Role.MERCHANT)
class VersionDifferenceResource {
    private final Profiles profiles;
    private final MerchantChecks checks;
    private final CurrentMerchant merchant;

    VersionDifferenceResource(Profiles profiles, MerchantChecks checks, CurrentMerchant merchant) {
        this.profiles = profiles;
        this.checks = checks;
        this.merchant = merchant;
    }

    /// @param rows in words, such as `available 4..9: 3 -> 4`, the plainest listings first; none when both decide the
    /// same
    /// @param complete false when not every stock of every listing was tried
    /// @param relation which of the two lists more, as far as was tried, of goods that are not sold in packs
    record VersionDifference(
            int from,
            int version,
            List<String> rows,
            boolean complete,
            RelationView relation,
            CurveView before,
            CurveView after) {}

    /// @param kind `NEVER_MORE`: the version never lists more than the one it is held against, and less with some stock
    /// @param more with what it lists more: the smallest stock, of the plainest listing; null where it never does
    /// @param less with what it lists less
    /// @param holds with what only one of them holds
    record RelationView(
            Relation.Kind kind,
            @Nullable String more,
            @Nullable String less,
            @Nullable String holds) {
        static RelationView of(Relation relation) {
            return new RelationView(
                    relation.kind(),
                    relation.more().orElse(null),
                    relation.less().orElse(null),
                    relation.holds().orElse(null));
        }
    }

    /// @param from the version that it is held against; without it, the one before
    @GET
    @Transactional
    public VersionDifference difference(
            @RestPath @ProfileName String name, @RestPath int version, @RestQuery @Nullable Integer from) {
        int earlier = from == null ? version - 1 : from;
        var before = read(name, earlier);
        var after = read(name, version);
        var difference = checks.difference(before, after);
        return new VersionDifference(
                earlier,
                version,
                difference.rows(),
                difference.complete(),
                RelationView.of(difference.relation()),
                CurveView.of(checks.curve(before)),
                CurveView.of(checks.curve(after)));
    }

    private Profile read(String name, int version) {
        var saved = profiles.version(merchant.id(), name, version).orElseThrow(() -> Problem.notFound("version"));
        return switch (saved.read()) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected _ ->
                throw new Problem(
                        409,
                        "profile-outdated",
                        "the text of version %d is no profile any more, so nobody can say what it would decide"
                                .formatted(version));
        };
    }
}
