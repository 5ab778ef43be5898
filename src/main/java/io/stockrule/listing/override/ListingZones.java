package io.stockrule.listing.override;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// In which zone the times of listings are meant: the merchant's, until that is set the shop's.
@ApplicationScoped
class ListingZones {
    private final Jdbi database;

    ListingZones(Jdbi database) {
        this.database = database;
    }

    /// By listing; those that the merchant does not have are missing.
    @Transactional
    Map<Long, ZoneId> of(long merchantId, Collection<Long> listings) {
        return database.withHandle(handle -> handle.createQuery("""
                        select l.listing_id, coalesce(m.time_zone, s.time_zone, 'UTC') zone
                        from listing l
                        join merchant m using (merchant_id)
                        join shop s using (merchant_id, shop_id)
                        join selling_list using (merchant_id, selling_list_id)
                        where l.merchant_id = :merchant and l.listing_id = any(:listings)
                        """)
                .bind("merchant", merchantId)
                .bindArray("listings", Long.class, listings)
                .map((row, _) -> Map.entry(row.getLong(1), ZoneId.of(row.getString(2))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
