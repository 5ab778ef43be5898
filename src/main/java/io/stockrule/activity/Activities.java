package io.stockrule.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// The activity log.
@ApplicationScoped
public class Activities {
    private final Jdbi database;
    private final InstantSource time;

    Activities(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// What an entry is about.
    public enum Kind {
        /// Something at Shopify was other than known, and no webhook had told.
        DIFFERENCES,

        /// A shop is left alone for a while.
        SHOP_SUSPENDED,

        /// A shop that was left alone answers again.
        SHOP_RESUMED,

        /// A person had something done with listings.
        LISTING_ACTION,

        /// Somebody set or removed what a listing has over its profile.
        LISTING_OVERRIDE,

        /// A shop sends its webhooks elsewhere from now on.
        WEBHOOK_ADDRESS_CHANGED
    }

    /// @param shop whose it is; empty if of none
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Entry(long id, Optional<Long> shop, Kind kind, String text, Instant at) {}

    /// Part of the caller's transaction, if there is one. Of a shop that is deleted nothing is noted any
    /// more.
    ///
    /// @param text a sentence, without secrets
    @Transactional
    public void note(long merchantId, long shopId, Kind kind, String text) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into activity (merchant_id, activity_id, shop_id, kind, text, happened_at)
                        select merchant_id, nextval('stockrule_id'), shop_id, :kind, :text, :now
                        from shop where merchant_id = :merchant and shop_id = :shop
                        for key share
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("kind", kind.name())
                .bind("text", text)
                .bind("now", time.instant())
                .execute());
    }

    /// The same of no shop.
    @Transactional
    public void note(long merchantId, Kind kind, String text) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into activity (merchant_id, activity_id, kind, text, happened_at)
                        values (:merchant, nextval('stockrule_id'), :kind, :text, :now)
                        """)
                .bind("merchant", merchantId)
                .bind("kind", kind.name())
                .bind("text", text)
                .bind("now", time.instant())
                .execute());
    }

    /// The newest first.
    ///
    /// @param shop empty for all
    /// @param before an id to go on from
    @Transactional
    List<Entry> list(long merchantId, OptionalLong shop, long before, int limit) {
        var ofShop = shop.isPresent() ? "and shop_id = :shop" : "";
        return database.withHandle(handle -> {
            var query = handle.createQuery("""
                            select * from activity where merchant_id = :merchant and activity_id < :before <shop>
                            order by activity_id desc limit :limit
                            """.replace("<shop>", ofShop));
            shop.ifPresent(id -> query.bind("shop", id));
            return query.bind("merchant", merchantId)
                    .bind("before", before)
                    .bind("limit", limit)
                    .map((row, _) -> new Entry(
                            row.getLong("activity_id"),
                            Optional.ofNullable(row.getObject("shop_id", Long.class)),
                            Kind.valueOf(row.getString("kind")),
                            row.getString("text"),
                            row.getObject("happened_at", OffsetDateTime.class).toInstant()))
                    .list();
        });
    }

    /// Forgets what is older, a batch in a call.
    ///
    /// @return how many entries it was
    @Transactional
    int forget(Duration age, int limit) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from activity where (merchant_id, activity_id) in (
                            select merchant_id, activity_id from activity where happened_at < :before
                            order by happened_at limit :limit
                            for update skip locked)
                        """)
                .bind("before", time.instant().minus(age))
                .bind("limit", limit)
                .execute());
    }
}
