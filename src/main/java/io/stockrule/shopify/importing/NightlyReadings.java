package io.stockrule.shopify.importing;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.stock.MetafieldsWanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jdbi.v3.core.Jdbi;

/// Has whole shops read without being asked: each night, by the clock of the shop. What a lost webhook would have told
/// is found then at the latest.
@ApplicationScoped
class NightlyReadings {
    /// A shop that was read so short a time before has its turn in the night after.
    static final Duration FRESH = Duration.ofHours(6);

    private static final int AT_ONCE = 100;

    private final Jdbi database;
    private final InstantSource time;
    private final ShopifyConfig config;

    NightlyReadings(Jdbi database, InstantSource time, ShopifyConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Starts the readings that are due, of shops that may be asked. One that is being read anyway is not read twice.
    @Transactional
    void start() {
        database.useHandle(handle -> handle.createUpdate("""
                        with due as (
                            select merchant_id, shop_id from shop
                            where read_due_at <= :now and (suspended_until is null or suspended_until <= :now)
                            order by read_due_at
                            limit :most
                            for no key update skip locked),
                        taken as (
                            update shop s set read_due_at = null from due
                            where (s.merchant_id, s.shop_id) = (due.merchant_id, due.shop_id)
                            returning s.merchant_id, s.shop_id)
                        insert into shop_import
                            (merchant_id, shop_id, import_id, phase, cause, started_at, advanced_at, due_at)
                        select merchant_id, shop_id, nextval('stockrule_id'), 'CONNECTING', 'NIGHTLY', :now, :now, :now
                        from taken
                        on conflict (merchant_id, shop_id) where ended_at is null do nothing
                        """)
                .bind("now", time.instant())
                .bind("most", AT_ONCE)
                .execute());
    }

    /// Has the merchant's shops read as soon as may be, to know what they have in metafields that a
    /// profile looks at from now on. A shop that was never read is read when it is connected.
    @Transactional(Transactional.TxType.MANDATORY)
    void wanted(@Observes MetafieldsWanted metafields) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop s set read_due_at = :now
                        where merchant_id = :merchant and exists (
                            select from shop_import i
                            where (i.merchant_id, i.shop_id) = (s.merchant_id, s.shop_id))
                        """)
                .bind("now", time.instant())
                .bind("merchant", metafields.merchantId())
                .execute());
    }

    /// A reading of the shop ends, however it was begun and whatever came of it. One that began before a profile looked
    /// at a metafield may lack that, so there is another one.
    ///
    /// @param begun when it did
    @Transactional(Transactional.TxType.MANDATORY)
    void ends(ShopKey shop, Instant begun) {
        database.useHandle(handle -> handle.createUpdate("""
                        update shop set read_due_at = case
                            when exists (
                                select from profile_metafield m where m.merchant_id = :merchant and m.since >= :begun)
                                then :now::timestamptz
                            else :due::timestamptz end
                        where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("begun", begun)
                .bind("now", time.instant())
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("due", next(time.instant(), zone(shop), config.nightlyReading()))
                .execute());
    }

    private ZoneId zone(ShopKey shop) {
        return database.withHandle(handle -> handle.createQuery("""
                        select coalesce(s.time_zone, m.time_zone) from shop s join merchant m using (merchant_id)
                        where merchant_id = :merchant and shop_id = :shop
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .mapTo(String.class)
                .findOne()
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(ZoneOffset.UTC));
    }

    /// The first time that it is so late in the zone, and the shop not freshly read any more.
    static Instant next(Instant read, ZoneId zone, LocalTime at) {
        var earliest = read.plus(FRESH).atZone(zone);
        var sameDay = on(earliest, at);
        return (sameDay.isBefore(earliest) ? on(earliest.plusDays(1), at) : sameDay).toInstant();
    }

    private static ZonedDateTime on(ZonedDateTime day, LocalTime at) {
        return day.toLocalDate().atTime(at).atZone(day.getZone());
    }
}
