package io.stockrule.listing.override;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.DeclaredEncoding;
import io.stockrule.access.LargeBody;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingListResource;
import io.stockrule.listing.override.OverrideLineResult.Outcome;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The overrides that a file sets, of many listings of a Selling List.
@Path("/api/v1/selling-lists/{listId}/overrides")
@RolesAllowed(Role.MERCHANT)
class OverrideFileResource {
    private final OverrideLines lines;
    private final CurrentMerchant merchant;
    private final SecurityIdentity caller;

    @Produces
    @Singleton
    static LargeBody overrideFile() {
        return new LargeBody(Pattern.compile("/api/v1/selling-lists/[^/]+/overrides"), 16L * 1024 * 1024);
    }

    OverrideFileResource(OverrideLines lines, CurrentMerchant merchant, SecurityIdentity caller) {
        this.lines = lines;
        this.merchant = merchant;
        this.caller = caller;
    }

    /// Sets what a table says, which has the column `Amazon SKU`, a `reason`, and one or more of
    /// `pin`, `cap` and `reserve more`; a column `end` may say until when. What a line sets it sets
    /// whole: without an end it has none. Kinds that it leaves empty stay as they are. The answer says
    /// for each line what became of it; a refused line keeps no other out.
    ///
    /// @param dryRun only say what would happen
    @POST
    @Consumes({"text/csv", "text/tab-separated-values", "text/plain"})
    public OverrideResults set(
            @RestPath long listId, @RestQuery boolean dryRun, @Context HttpHeaders headers, @NotNull InputStream body)
            throws IOException {
        mustBeTheMerchants(listId);
        return switch (OverrideFile.read(body, DeclaredEncoding.of(headers.getMediaType()))) {
            case OverrideFile.Refused(var problem, var reason) -> throw new Problem(422, problem, reason);
            case OverrideFile.Read(var read, var remarks) -> {
                var author = caller.getPrincipal().getName();
                var results = lines.set(new OverrideLines.Order(merchant.id(), listId, author, dryRun), read);
                yield OverrideResults.of(dryRun, results, remarks);
            }
        };
    }

    @Transactional
    void mustBeTheMerchants(long listId) {
        var _ = SellingList.of(merchant.id(), listId).orElseThrow(SellingListResource::notFound);
    }

    /// @param remarks on how the file was read, such as a column that means nothing
    record OverrideResults(
            boolean dryRun,
            int set,
            int unchanged,
            int refused,
            List<String> remarks,
            List<OverrideLineResult> results) {
        static OverrideResults of(boolean dryRun, List<OverrideLineResult> results, List<String> remarks) {
            return new OverrideResults(
                    dryRun,
                    count(results, Outcome.SET),
                    count(results, Outcome.UNCHANGED),
                    count(results, Outcome.REFUSED),
                    remarks,
                    results);
        }

        private static int count(List<OverrideLineResult> results, Outcome outcome) {
            return (int) results.stream().filter(it -> it.outcome() == outcome).count();
        }
    }
}
