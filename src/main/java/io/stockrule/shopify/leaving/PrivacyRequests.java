package io.stockrule.shopify.leaving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What Shopify has asked for in the name of its privacy rules, and what became of it. Not about whom: nothing of the
/// message is kept but its topic.
@ApplicationScoped
public class PrivacyRequests {
    /// When a shop is asked about once more that gave no answer, or whose asker is gone.
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Jdbi database;
    private final InstantSource time;
    private final Event<RedactionAsked> asked;

    PrivacyRequests(Jdbi database, InstantSource time, Event<RedactionAsked> asked) {
        this.database = database;
        this.time = time;
        this.asked = asked;
    }

    public record Told(ShopKey shop, PrivacyTopic topic) {}

    /// A request to delete a shop that nobody has decided about.
    record Open(ShopKey shop, long requestId) {}

    /// There is a shop to be asked about.
    record RedactionAsked() {}

    @Transactional(Transactional.TxType.MANDATORY)
    public void note(Collection<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        var rows = ShopKey.columns(told, Told::shop)
                .texts("topics", it -> it.topic().topic())
                .texts("outcomes", it -> it.topic().outcome().orElse(null));
        database.useHandle(handle -> rows.bindTo(handle.createUpdate("""
                        insert into privacy_request
                            (merchant_id, shop_id, request_id, topic, told_at, outcome, settled_at, due_at)
                        select k.merchant_id, k.shop_id, nextval('stockrule_id'), k.topic, :now::timestamptz, k.outcome,
                            case when k.outcome is not null then :now::timestamptz end,
                            case when k.outcome is null then :now::timestamptz end
                        from unnest(:merchants, :shops, :topics, :outcomes) k(merchant_id, shop_id, topic, outcome)
                        """))
                .bind("now", time.instant())
                .execute());
        asked.fire(new RedactionAsked());
    }

    /// Takes the one that has waited longest. If nothing comes of it, it is due again later.
    @Transactional
    Optional<Open> claim() {
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select merchant_id, shop_id, request_id from privacy_request
                            where due_at <= :now
                            order by due_at limit 1
                            for update skip locked)
                        update privacy_request r set due_at = :again
                        from due
                        where (r.merchant_id, r.shop_id, r.request_id)
                            = (due.merchant_id, due.shop_id, due.request_id)
                        returning r.merchant_id, r.shop_id, r.request_id
                        """)
                .bind("now", time.instant())
                .bind("again", time.instant().plus(AGAIN))
                .map((row, _) -> new Open(new ShopKey(row.getLong(1), row.getLong(2)), row.getLong(3)))
                .findOne());
    }

    /// @param outcome for the merchant
    @Transactional
    void settle(Open request, String outcome) {
        database.useHandle(handle -> handle.createUpdate("""
                        update privacy_request set outcome = :outcome, settled_at = :now, due_at = null
                        where merchant_id = :merchant and shop_id = :shop and request_id = :request
                        """)
                .bind("outcome", outcome)
                .bind("now", time.instant())
                .bind("merchant", request.shop().merchantId())
                .bind("shop", request.shop().shopId())
                .bind("request", request.requestId())
                .execute());
    }

    /// @param outcome what became of it; empty as long as that is being found out
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Entry(long id, String topic, Instant toldAt, Optional<String> outcome, Optional<Instant> settledAt) {}

    /// In the order of their ids.
    ///
    /// @param after an id to go on from
    List<Entry> list(ShopKey shop, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select request_id, topic, told_at, outcome, settled_at from privacy_request
                        where merchant_id = :merchant and shop_id = :shop and request_id > :after
                        order by request_id limit :limit
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("after", after)
                .bind("limit", limit)
                .map((RowView row) -> new Entry(
                        row.getColumn("request_id", Long.class),
                        row.getColumn("topic", String.class),
                        row.getColumn("told_at", Instant.class),
                        Optional.ofNullable(row.getColumn("outcome", String.class)),
                        Optional.ofNullable(row.getColumn("settled_at", Instant.class))))
                .list());
    }
}
