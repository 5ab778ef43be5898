package io.stockrule.sync.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.stockrule.sync.StoredReasons;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/// Answers "why this number?" from what was stored when it was decided and sent; nothing is decided again.
@ApplicationScoped
class Explanations {
    private static final int SENT_SHOWN = 50;

    private final Jdbi database;
    private final ListingViews listings;
    private final ObjectMapper json;

    private final StepOrigins origins;

    Explanations(Jdbi database, ListingViews listings, ObjectMapper json, StepOrigins origins) {
        this.database = database;
        this.listings = listings;
        this.json = json;
        this.origins = origins;
    }

    @Transactional
    Optional<Explanation> of(long merchantId, long listingId) {
        var key = new ListingKey(merchantId, listingId);
        return Optional.ofNullable(listings.of(List.of(key)).get(key)).map(listing -> {
            var decision = decision(merchantId, listingId);
            var sent = sent(merchantId, listingId);
            origins.tell(merchantId, traces(decision, sent));
            return new Explanation(listing, decision, sent);
        });
    }

    private static List<StepOrigins.Stored> traces(
            Optional<Explanation.DecisionView> decision, List<Explanation.SentView> sent) {
        var newest = decision.map(it -> new StepOrigins.Stored(it.profileId(), it.profileVersion(), it.trace()));
        var earlier = sent.stream()
                .map(Explanation.SentView::because)
                .map(it -> new StepOrigins.Stored(
                        it.path("profile").asLong(), it.path("profileVersion").asInt(), it.path("trace")));
        return Stream.concat(newest.stream(), earlier).toList();
    }

    private Optional<Explanation.DecisionView> decision(long merchantId, long listingId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select d.*, p.name as profile_name, <reasons> as told
                        from decision d left join profile p using (merchant_id, profile_id)
                        where d.merchant_id = :merchant and d.listing_id = :listing
                        """.replace("<reasons>", StoredReasons.OF_DECISION))
                .bind("merchant", merchantId)
                .bind("listing", listingId)
                .map((RowView row) -> decision(row, reasons(row)))
                .findOne());
    }

    private static Explanation.DecisionView decision(RowView row, StoredReasons reasons) {
        return new Explanation.DecisionView(
                row.getColumn("outcome", String.class),
                row.getColumn("quantity", OptionalInt.class),
                row.getColumn("reason", String.class),
                String.valueOf(row.getColumn("profile_name", String.class)),
                row.getColumn("profile_id", Long.class),
                row.getColumn("profile_version", Integer.class),
                reasons.facts(),
                reasons.trace(),
                row.getColumn("decided_at", Instant.class));
    }

    private StoredReasons reasons(RowView row) {
        return StoredReasons.read(row.getColumn("told", String.class), json);
    }

    /// Also those that were sent when the same seller was connected before, which come last.
    private List<Explanation.SentView> sent(long merchantId, long listingId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select s.*, <reasons> as told
                        from listing l
                        cross join lateral (
                            select l.amazon_account_id
                            union all
                            select f.amazon_account_id
                            from amazon_account a join former_account f using (merchant_id, region, seller_id)
                            where a.merchant_id = l.merchant_id and a.amazon_account_id = l.amazon_account_id) account
                        join sent_number s on s.merchant_id = l.merchant_id
                            and s.amazon_account_id = account.amazon_account_id and s.seller_sku = l.seller_sku
                        where l.merchant_id = :merchant and l.listing_id = :listing
                        order by s.amazon_account_id desc, s.number desc
                        limit :most
                        """.replace("<reasons>", StoredReasons.OF_SENT))
                .bind("merchant", merchantId)
                .bind("listing", listingId)
                .bind("most", SENT_SHOWN)
                .map((RowView row) -> new Explanation.SentView(
                        row.getColumn("number", Long.class),
                        row.getColumn("quantity", Integer.class),
                        row.getColumn("handling_days", OptionalInt.class),
                        reasons(row).all(),
                        row.getColumn("decided_at", Instant.class),
                        row.getColumn("sent_at", Instant.class),
                        row.getColumn("times_sent", Integer.class),
                        row.getColumn("state", String.class),
                        row.getColumn("accepted_at", Instant.class),
                        row.getColumn("effective_at", Instant.class),
                        row.getColumn("submission_id", String.class),
                        row.getColumn("request_id", String.class),
                        row.getColumn("problem", String.class),
                        row.getColumn("issues", String.class) == null
                                ? null
                                : read(row.getColumn("issues", String.class))))
                .list());
    }

    private JsonNode read(@Nullable String text) {
        try {
            return text == null ? NullNode.getInstance() : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored explanation could not be read", e);
        }
    }
}
