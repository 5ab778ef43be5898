package io.stockrule.delivery.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.delivery.change.ChangeRows.Kept;
import io.stockrule.listing.AccountKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What others have changed at Amazon: what was sold, and what somebody else has written. Numbers that were sent from
/// here are told with their listings.
@Path("/api/v1/amazon-accounts/{id}/changes")
@RolesAllowed(Role.MERCHANT)
class ChangeResource {
    private final CurrentMerchant merchant;
    private final Jdbi database;

    ChangeResource(CurrentMerchant merchant, Jdbi database) {
        this.merchant = merchant;
        this.database = database;
    }

    /// @param before what Amazon showed, in units
    /// @param writer who has changed it
    /// @param certain false when something else explains it as well, so that the likeliest is told
    /// @param lookedAtBefore it happened after this look
    /// @param noticedAt and before this one
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ChangeView(
            long id,
            String sellerSku,
            int before,
            int after,
            Writer writer,
            boolean certain,
            OptionalInt submitted,
            Optional<Instant> lookedAtBefore,
            Instant noticedAt) {
        static ChangeView of(Kept kept) {
            var noticed = kept.noticed();
            return new ChangeView(
                    kept.id(),
                    noticed.sellerSku(),
                    noticed.change().before(),
                    noticed.change().after(),
                    noticed.change().writer(),
                    noticed.change().certain(),
                    noticed.submitted(),
                    noticed.since(),
                    noticed.at());
        }
    }

    /// The newest first.
    ///
    /// @param sellerSku only those of this SKU, letter by letter
    @GET
    public Page<ChangeView> list(
            @RestPath long id,
            @RestQuery @Nullable @Size(max = 40) String sellerSku,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var account = new AccountKey(merchant.id(), id);
        return database.withHandle(handle -> {
            boolean exists = handle.createQuery("""
                            select count(*) from amazon_account
                            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            """)
                            .bindMethods(account)
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            if (!exists) {
                throw Problem.notFound("Amazon account");
            }
            return Page.of(
                            ChangeRows.list(handle, account, Optional.ofNullable(sellerSku), after, limit + 1),
                            limit,
                            Kept::id)
                    .map(ChangeView::of);
        });
    }
}
