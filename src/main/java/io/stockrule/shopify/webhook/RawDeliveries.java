package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Webhooks as they came, which [WebhookRows] keeps.
@ApplicationScoped
class RawDeliveries {
    /// Of bodies that are read at once.
    private static final int MOST_BYTES = 8 << 20;

    private static final String CHOSEN = """
            merchant_id = :merchant and shop_id = :shop and received_at >= :since
                and (:until::timestamptz is null or received_at < :until)
                and (:all or topic = any(:topics))
            """;

    private final Jdbi database;
    private final InstantSource time;

    RawDeliveries(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// @param webhookId Shopify's own, the same when it repeats the delivery
    /// @param triggeredAt as Shopify says, which nobody signed
    /// @param bytes of the body as it is kept
    record Entry(long id, String topic, String webhookId, String triggeredAt, int bytes, Instant receivedAt) {}

    /// One with what it said.
    record Raw(long id, String topic, RawBody body) {}

    /// Which of a shop's deliveries are meant.
    ///
    /// @param until empty for the newest
    /// @param topics none for all
    record Chosen(ShopKey shop, Instant since, Optional<Instant> until, Set<String> topics) {}

    /// In the order of their ids.
    ///
    /// @param after an id to go on from
    List<Entry> list(ShopKey shop, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select delivery_id, topic, webhook_id, triggered_at, length(body), received_at
                        from webhook_delivery
                        where merchant_id = :merchant and shop_id = :shop and delivery_id > :after
                        order by delivery_id limit :limit
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Entry(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list());
    }

    /// The newest first, with their bodies; fewer where these are large.
    ///
    /// @param before an id to go on from
    List<Raw> read(Chosen chosen, long before, int limit) {
        return database.withHandle(handle -> chosen(handle.createQuery("""
                        select delivery_id, topic, body, packed
                        from (
                            select *, sum(length(body)) over (order by delivery_id desc) - length(body) bytes_before
                            from (
                                select * from webhook_delivery where <chosen> and delivery_id < :before
                                order by delivery_id desc limit :limit) d) d
                        where bytes_before < :bytes
                        order by delivery_id desc
                        """.replace("<chosen>", CHOSEN)), chosen)
                .bind("before", before)
                .bind("limit", limit)
                .bind("bytes", MOST_BYTES)
                .map((row, _) -> raw(row))
                .list());
    }

    private static Query chosen(Query query, Chosen chosen) {
        return query.bind("merchant", chosen.shop().merchantId())
                .bind("shop", chosen.shop().shopId())
                .bind("since", chosen.since())
                .bind("until", chosen.until().orElse(null))
                .bind("all", chosen.topics().isEmpty())
                .bindArray("topics", String.class, chosen.topics());
    }

    private static Raw raw(ResultSet row) throws SQLException {
        return new Raw(row.getLong(1), row.getString(2), new RawBody(row.getBytes(3), row.getBoolean(4)));
    }

    /// As Shopify sent it, to the byte; empty if there is none.
    Optional<byte[]> body(ShopKey shop, long id) {
        return database.withHandle(handle -> handle.createQuery("""
                        select body, packed from webhook_delivery
                        where merchant_id = :merchant and shop_id = :shop and delivery_id = :id
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("id", id)
                .map((row, _) -> new RawBody(row.getBytes(1), row.getBoolean(2)).unpacked())
                .findOne());
    }

    /// Forgets older ones, a batch in a call.
    ///
    /// @return how many it was
    int forget(Duration age, int limit) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from webhook_delivery where (merchant_id, shop_id, delivery_id) in (
                            select merchant_id, shop_id, delivery_id from webhook_delivery
                            where received_at < :before order by received_at limit :limit
                            for update skip locked)
                        """)
                .bind("before", time.instant().minus(age))
                .bind("limit", limit)
                .execute());
    }
}
