package io.stockrule.sync.view;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
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
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// How many of a merchant's listings are in which status, and have which standing. Every statement that
/// changes some of them leaves a row with the difference, and the sum of all rows is the count; so counting
/// costs the same whatever the number of listings. Rows that have become many are replaced by their sum.
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

    /// Both by display name: every status in the order in which merchants meet them, and the standings from the worst
    /// on.
    record Counts(Map<String, Long> statuses, Map<String, Long> standings) {
        static Counts none() {
            var counts = new Counts(new LinkedHashMap<>(), new LinkedHashMap<>());
            Stream.of(ListingStatus.values()).forEach(it -> counts.statuses.put(it.displayName(), 0L));
            Stream.of(ListingStanding.values()).forEach(it -> counts.standings.put(it.displayName(), 0L));
            return counts;
        }
    }

    Counts of(long merchantId) {
        return of(List.of(merchantId)).getOrDefault(merchantId, Counts.none());
    }

    /// The same for many merchants at once.
    Map<Long, Counts> of(Collection<Long> merchants) {
        var counts = new HashMap<Long, Counts>();
        merchants.forEach(merchant -> counts.put(merchant, Counts.none()));
        database.useHandle(handle -> handle.createQuery("""
                        select merchant_id, status, null, sum(listings) from listing_tally
                        where merchant_id = any(:merchants)
                        group by merchant_id, status
                        union all
                        select merchant_id, null, standing, sum(listings) from standing_tally
                        where merchant_id = any(:merchants)
                        group by merchant_id, standing
                        """)
                .bindArray("merchants", Long.class, counts.keySet())
                .map((row, _) -> count(
                        counts.computeIfAbsent(row.getLong(1), _ -> Counts.none()),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4)))
                .list());
        return counts;
    }

    private static Counts count(Counts counts, @Nullable String status, @Nullable String standing, long listings) {
        if (status != null) {
            counts.statuses.put(ListingStatus.valueOf(status).displayName(), listings);
        }
        if (standing != null) {
            counts.standings.put(ListingStanding.valueOf(standing).displayName(), listings);
        }
        return counts;
    }

    /// Rows that another replica is adding up are left to it.
    boolean addUp() {
        database.useHandle(handle -> {
            handle.createUpdate(addUp("listing_tally", "status"))
                    .bind("many", MANY)
                    .execute();
            handle.createUpdate(addUp("standing_tally", "standing"))
                    .bind("many", MANY)
                    .execute();
        });
        return false;
    }

    private static String addUp(String table, String counted) {
        return """
                with many as (
                    select merchant_id from <table> group by merchant_id having count(*) > :many),
                taken as (
                    delete from <table>
                    where (merchant_id, tally_id) in (
                        select t.merchant_id, t.tally_id from <table> t
                        where t.merchant_id in (select merchant_id from many)
                        for update skip locked)
                    returning merchant_id, <counted>, listings)
                insert into <table> (merchant_id, <counted>, listings)
                select merchant_id, <counted>, sum(listings) from taken
                group by merchant_id, <counted> having sum(listings) <> 0
                """.replace("<table>", table).replace("<counted>", counted);
    }
}
