package io.stockrule.delivery.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.delivery.feed.Feed.Outcome;
import io.stockrule.delivery.feed.Feed.State;
import io.stockrule.listing.AccountKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// The feeds by which numbers of an account have left.
@Path("/api/v1/amazon-accounts/{id}/feeds")
@RolesAllowed(Role.MERCHANT)
class FeedResource {
    /// One row without a feed for an account that has none.
    private static final String FEEDS = """
            select f.* from amazon_account a
            left join feed f on f.merchant_id = a.merchant_id and f.amazon_account_id = a.amazon_account_id
                and f.feed_number < :before
            where a.merchant_id = :merchantId and a.amazon_account_id = :amazonAccountId
            order by f.feed_number desc limit :limit
            """;

    private final CurrentMerchant merchant;
    private final Jdbi database;

    FeedResource(CurrentMerchant merchant, Jdbi database) {
        this.merchant = merchant;
        this.database = database;
    }

    /// @param amazonId the id that Amazon has given it
    /// @param messages how many numbers were put into it; `accepted` of them Amazon took, `others` it did not, or
    ///     nobody knows
    /// @param deadline until then its numbers are in flight; after it they leave by another way
    /// @param outcome with what its numbers landed: with Amazon's report, lost, or not sent
    /// @param problem what went wrong with it last
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FeedView(
            long id,
            String marketplace,
            State state,
            Optional<String> amazonId,
            int messages,
            int accepted,
            int others,
            Instant begunAt,
            Instant deadline,
            Optional<Instant> endedAt,
            Optional<Outcome> outcome,
            Optional<String> problem) {}

    /// The newest first.
    @GET
    public Page<FeedView> list(
            @RestPath long id,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var account = new AccountKey(merchant.id(), id);
        List<Optional<FeedView>> found = database.withHandle(handle -> handle.createQuery(FEEDS)
                .bindMethods(account)
                .bind("before", after)
                .bind("limit", limit + 1)
                .map((RowView row) -> Optional.ofNullable(row.getColumn("feed_number", Long.class))
                        .map(_ -> view(row)))
                .list());
        if (found.isEmpty()) {
            throw Problem.notFound("Amazon account");
        }
        return Page.of(found.stream().flatMap(Optional::stream).toList(), limit, FeedView::id);
    }

    private static FeedView view(RowView row) {
        var feed = Feed.read(row);
        return new FeedView(
                feed.number(),
                feed.marketplace(),
                feed.state(),
                feed.amazonId(),
                feed.messages(),
                row.getColumn("accepted", Integer.class),
                row.getColumn("refused", Integer.class),
                feed.begunAt(),
                feed.deadline(),
                Optional.ofNullable(row.getColumn("ended_at", Instant.class)),
                feed.outcome(),
                feed.problem());
    }
}
