package io.stockrule.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Which metafields the profiles of a merchant look at. Shops are asked for no others, and where there are none, what
/// shops are asked stays as it is.
@ApplicationScoped
public class WantedMetafields {
    /// Of one merchant. Each makes every question about products dearer by two points a variant.
    public static final int MOST = 20;

    private final Jdbi database;
    private final InstantSource time;
    private final Event<MetafieldsWanted> wanted;

    WantedMetafields(Jdbi database, InstantSource time, Event<MetafieldsWanted> wanted) {
        this.database = database;
        this.time = time;
        this.wanted = wanted;
    }

    /// By their names, in the order of the alphabet.
    @Transactional
    public SortedSet<String> of(long merchantId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select distinct name from profile_metafield where merchant_id = :merchant
                        """)
                .bind("merchant", merchantId)
                .mapTo(String.class)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// Whether a profile may look at these besides what the merchant's others look at. Of two who save
    /// profiles at once, one comes after the other.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean mayLookAt(long merchantId, String profile, Set<String> names) {
        lock(merchantId);
        var others = ofOtherProfiles(merchantId, profile);
        var all = new TreeSet<>(others);
        all.addAll(names);
        return all.size() <= MOST || others.containsAll(names);
    }

    private void lock(long merchantId) {
        database.useHandle(handle -> handle.createQuery("""
                        select merchant_id from merchant where merchant_id = :merchant for no key update
                        """)
                .bind("merchant", merchantId)
                .mapTo(Long.class)
                .one());
    }

    private Set<String> ofOtherProfiles(long merchantId, String profile) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.name from profile_metafield m
                        join profile p using (merchant_id, profile_id)
                        where merchant_id = :merchant and p.name <> :profile
                        """)
                .bind("merchant", merchantId)
                .bind("profile", profile)
                .mapTo(String.class)
                .set());
    }

    /// Has a profile look at these and no others. Those that no profile looked at before are asked for at once.
    @Transactional(Transactional.TxType.MANDATORY)
    public void replace(long merchantId, String profile, Set<String> names) {
        var before = of(merchantId);
        database.useHandle(handle -> handle.createUpdate("""
                        with its as (
                            select profile_id from profile where merchant_id = :merchant and name = :profile
                        ), left_out as (
                            delete from profile_metafield m using its
                            where m.merchant_id = :merchant and m.profile_id = its.profile_id
                                and m.name <> all(:names))
                        insert into profile_metafield (merchant_id, profile_id, name, since)
                        select :merchant, its.profile_id, n.name, :now from its, unnest(:names) n(name)
                        order by n.name
                        on conflict do nothing
                        """)
                .bind("merchant", merchantId)
                .bind("profile", profile)
                .bind("now", time.instant())
                .bindArray("names", String.class, names)
                .execute());
        if (!before.containsAll(names)) {
            wanted.fire(new MetafieldsWanted(merchantId));
        }
    }
}
