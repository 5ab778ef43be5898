package io.stockrule.sync.view;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.listing.ListingStatus;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// How many of a merchant's listings are in which status. Every statement that changes some of them leaves a row
/// with the difference, and the sum of all rows is the count; so counting costs the same whatever the number of
/// listings. Rows that have become many are replaced by their sum.
@ApplicationScoped
class ListingTally implements BackgroundWork {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MANY = 64;

    private final Jdbi database;
    private final Worker worker;

    ListingTally(Jdbi database) {
        this.database = database;
        this.worker = new Worker("tally", EVERY, this::addUp);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    /// By display name, every status in the order in which merchants meet them.
    Map<String, Long> of(long merchantId) {
        return of(List.of(merchantId)).getOrDefault(merchantId, none());
    }

    /// The same for many merchants at once.
    Map<Long, Map<String, Long>> of(Collection<Long> merchants) {
        var counts = new HashMap<Long, Map<String, Long>>();
        merchants.forEach(merchant -> counts.put(merchant, none()));
        database.useHandle(handle -> handle.createQuery("""
                        select merchant_id, status, sum(listings) from listing_tally
                        where merchant_id = any(:merchants)
                        group by merchant_id, status
                        """)
                .bindArray("merchants", Long.class, counts.keySet())
                .map((row, _) -> counts.computeIfAbsent(row.getLong(1), _ -> none())
                        .put(ListingStatus.valueOf(row.getString(2)).displayName(), row.getLong(3)))
                .list());
        return counts;
    }

    private static Map<String, Long> none() {
        var counts = new LinkedHashMap<String, Long>();
        for (var status : ListingStatus.values()) {
            counts.put(status.displayName(), 0L);
        }
        return counts;
    }

    /// Rows that another replica is adding up are left to it.
    boolean addUp() {
        database.useHandle(handle -> handle.createUpdate("""
                        with many as (
                            select merchant_id from listing_tally group by merchant_id having count(*) > :many),
                        taken as (
                            delete from listing_tally
                            where (merchant_id, tally_id) in (
                                select t.merchant_id, t.tally_id from listing_tally t
                                where t.merchant_id in (select merchant_id from many)
                                for update skip locked)
                            returning merchant_id, status, listings)
                        insert into listing_tally (merchant_id, status, listings)
                        select merchant_id, status, sum(listings) from taken
                        group by merchant_id, status having sum(listings) <> 0
                        """).bind("many", MANY).execute());
        return false;
    }
}
