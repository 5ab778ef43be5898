package io.stockrule.shopify.webhook;

import io.stockrule.database.Columns;
import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Webhooks that were set aside. What comes again is counted, not kept again.
@ApplicationScoped
class ParkedRows {
    private final Jdbi database;
    private final InstantSource time;

    ParkedRows(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// @param bytes of the body that is kept; 0 where none is
    /// @param times how often it came
    record Entry(
            long id,
            String topic,
            String deliveryId,
            String reason,
            int bytes,
            long times,
            Instant receivedAt,
            Instant lastReceivedAt) {}

    /// In the order of the key, so that two replicas that park the same do not wait for each other.
    void park(Collection<Parked> parked) {
        if (parked.isEmpty()) {
            return;
        }
        var rows = Columns.of(parked)
                .longs("merchants", it -> it.shop().merchantId())
                .longs("shops", it -> it.shop().shopId())
                .bytes("digests", it -> it.digest().array())
                .texts("topics", Parked::topic)
                .texts("deliveries", Parked::id)
                .bytes("bodies", Parked::body)
                .texts("reasons", Parked::reason)
                .longs("times", Parked::times);
        database.useHandle(handle -> rows.bindTo(handle.createUpdate("""
                        insert into parked_webhook as p (merchant_id, shop_id, parked_id, digest, topic, delivery_id,
                            body, reason, times, received_at, last_received_at)
                        select k.merchant_id, k.shop_id, nextval('stockrule_id'), k.digest, k.topic, k.delivery_id,
                            k.body, k.reason, k.times, :now, :now
                        from unnest(:merchants, :shops, :digests, :topics, :deliveries, :bodies, :reasons, :times)
                            k(merchant_id, shop_id, digest, topic, delivery_id, body, reason, times)
                        order by k.merchant_id, k.shop_id, k.digest
                        on conflict (merchant_id, shop_id, digest) do update
                        set times = p.times + excluded.times, last_received_at = excluded.last_received_at
                        """))
                .bind("now", time.instant())
                .execute());
    }

    /// In the order of their ids.
    ///
    /// @param after an id to go on from
    List<Entry> list(ShopKey shop, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select parked_id, topic, delivery_id, reason, coalesce(length(body), 0) bytes, times, received_at,
                            coalesce(last_received_at, received_at) last_at
                        from parked_webhook
                        where merchant_id = :merchant and shop_id = :shop and parked_id > :after
                        order by parked_id limit :limit
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("parked_id"),
                row.getString("topic"),
                row.getString("delivery_id"),
                row.getString("reason"),
                row.getInt("bytes"),
                row.getLong("times"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant());
    }

    /// As Shopify sent it, to the byte; empty if there is none.
    Optional<byte[]> body(ShopKey shop, long id) {
        return database.withHandle(handle -> handle.createQuery("""
                        select body from parked_webhook
                        where merchant_id = :merchant and shop_id = :shop and parked_id = :id and body is not null
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne());
    }

    /// Forgets what has not come for so long, a batch in a call.
    ///
    /// @return how many it was
    int forget(Duration age, int limit) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from parked_webhook
                        where (merchant_id, shop_id, parked_id) in (
                            select merchant_id, shop_id, parked_id from parked_webhook
                            where coalesce(last_received_at, received_at) < :before
                            order by coalesce(last_received_at, received_at) limit :limit
                            for update skip locked)
                        """)
                .bind("before", time.instant().minus(age))
                .bind("limit", limit)
                .execute());
    }
}
