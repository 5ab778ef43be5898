package io.stockrule.listing.override;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.stockrule.access.Precondition;
import io.stockrule.activity.Activities;
import io.stockrule.database.Columns;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.override.KeptOverride.How;
import io.stockrule.listing.override.OverrideRows.Place;
import io.stockrule.stock.ListingOverride.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The overrides of listings. Who sets or removes one marks the listing's target in the same
/// transaction, and holds the listing meanwhile: of two who do so at once the second sees what the
/// first has done.
@ApplicationScoped
public class ListingOverrides {
    private final Jdbi database;
    private final InstantSource time;
    private final StaleTargets stale;
    private final Activities activities;

    ListingOverrides(Jdbi database, InstantSource time, StaleTargets stale, Activities activities) {
        this.database = database;
        this.time = time;
        this.stale = stale;
        this.activities = activities;
    }

    /// A listing of a merchant.
    public record Key(long merchantId, long listingId) {}

    /// Those in force at a moment, by listing; listings without any are missing. One statement,
    /// whatever their number.
    public Map<Long, List<KeptOverride>> inForce(Collection<Key> listings, Instant moment) {
        if (listings.isEmpty()) {
            return Map.of();
        }
        return database.withHandle(handle -> Columns.of(listings)
                .longs("merchants", Key::merchantId)
                .longs("listings", Key::listingId)
                .bindTo(handle.createQuery("""
                        select o.* from unnest(:merchants, :listings) k(merchant_id, listing_id)
                        cross join lateral (
                            select * from listing_override o
                            where (o.merchant_id, o.listing_id) = (k.merchant_id, k.listing_id) and o.over is null
                                and (o.ends_at is null or o.ends_at > :moment)
                            offset 0) o
                        """))
                .bind("moment", moment)
                .map((row, _) -> OverrideRows.kept(row))
                .collect(groupingBy(KeptOverride::listingId)));
    }

    /// All that are in force of a merchant, in the order in which they were set.
    @Transactional
    List<KeptOverride> page(long merchantId, long after, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select o.* from listing_override o
                        join listing l using (merchant_id, listing_id)
                        join shop using (merchant_id, shop_id)
                        join selling_list using (merchant_id, selling_list_id)
                        where o.merchant_id = :merchant and o.over is null and o.override_id > :after
                            and (o.ends_at is null or o.ends_at > :now)
                        order by o.override_id limit :most
                        """)
                .bind("merchant", merchantId)
                .bind("after", after)
                .bind("now", time.instant())
                .bind("most", most)
                .map((row, _) -> OverrideRows.kept(row))
                .list());
    }

    /// @return empty when the merchant has no such listing
    @Transactional
    Optional<List<KeptOverride>> of(long merchantId, long listingId) {
        return database.withHandle(handle -> exists(handle, merchantId, listingId, "")
                ? Optional.of(inForce(List.of(new Key(merchantId, listingId)), time.instant())
                        .getOrDefault(listingId, List.of()))
                : Optional.empty());
    }

    /// Whatever was set for a listing, the newest first.
    ///
    /// @return empty when the merchant has no such listing
    @Transactional
    Optional<List<KeptOverride>> history(long merchantId, long listingId, long before, int most) {
        return database.withHandle(handle -> exists(handle, merchantId, listingId, "")
                ? Optional.of(OverrideRows.history(handle, merchantId, listingId, before, most))
                : Optional.empty());
    }

    /// Other listings under the same Amazon SKU: where these come to another number, nothing is sent.
    @Transactional
    List<Long> sharing(long merchantId, long listingId) {
        return database.withHandle(handle -> handle.createQuery("""
                        select other.listing_id
                        from listing l
                        join listing other on other.merchant_id = l.merchant_id
                            and other.amazon_account_id = l.amazon_account_id and other.seller_sku = l.seller_sku
                            and other.listing_id <> l.listing_id
                        where l.merchant_id = :merchant and l.listing_id = :listing
                        order by other.listing_id limit 100
                        """)
                .bind("merchant", merchantId)
                .bind("listing", listingId)
                .mapTo(Long.class)
                .list());
    }

    /// Sets one, in place of one of its kind.
    @Transactional
    OverrideChange set(long merchantId, OverrideWish wish, Precondition precondition) {
        stale.shareLinks(merchantId);
        return database.withHandle(handle -> {
            if (!exists(handle, merchantId, wish.listingId(), "for no key update of l")) {
                return new OverrideChange.NoSuchListing();
            }
            var before = inForce(handle, merchantId, wish.place());
            if (before.isEmpty() && !precondition.allowsCreation()) {
                return new OverrideChange.NoneThere();
            }
            if (before.isPresent() && !precondition.allowsChangeOf(before.get().id())) {
                return new OverrideChange.OutOfDate(before.get().id());
            }
            if (before.filter(it -> it.saysTheSameAs(wish.override())).isPresent()) {
                return new OverrideChange.Unchanged(before.get());
            }
            put(handle, merchantId, List.of(wish));
            stale.decideAgain(merchantId, List.of(wish.listingId()), false);
            activities.note(merchantId, Activities.Kind.LISTING_OVERRIDE, OverrideWords.set(wish));
            return new OverrideChange.Done(
                    counting(handle, merchantId, wish.place()).orElseThrow(), before.isEmpty());
        });
    }

    /// Sets many, those of a file. What is there already as it is wanted stays.
    ///
    /// @param wishes of listings that the merchant has or had; at most one of a kind for each
    /// @param by who, as the activity log names them
    @Transactional
    SetAll setAll(long merchantId, List<OverrideWish> wishes, String by) {
        stale.shareLinks(merchantId);
        return database.withHandle(handle -> {
            var there = locked(handle, merchantId, wishes);
            var changed = changing(handle, merchantId, wishes).stream()
                    .filter(wish -> there.contains(wish.listingId()))
                    .toList();
            if (!changed.isEmpty()) {
                put(handle, merchantId, changed);
                stale.decideAgain(
                        merchantId,
                        changed.stream().map(OverrideWish::listingId).distinct().toList(),
                        true);
                activities.note(
                        merchantId, Activities.Kind.LISTING_OVERRIDE, OverrideWords.setByFile(changed.size(), by));
            }
            return new SetAll(Set.copyOf(changed), there);
        });
    }

    /// What became of many.
    ///
    /// @param changed those that are set now and were not before
    /// @param there the listings that there are: one may have gone since it was looked up
    record SetAll(Set<OverrideWish> changed, Set<Long> there) {}

    /// Those of them that say something else than what is set.
    @Transactional
    SetAll wouldChange(long merchantId, List<OverrideWish> wishes) {
        var there = wishes.stream().map(OverrideWish::listingId).collect(toSet());
        return database.withHandle(handle -> new SetAll(Set.copyOf(changing(handle, merchantId, wishes)), there));
    }

    private List<OverrideWish> changing(Handle handle, long merchantId, List<OverrideWish> wishes) {
        var places = wishes.stream().map(OverrideWish::place).toList();
        var before = OverrideRows.counting(handle, merchantId, places).stream()
                .filter(it -> it.isInForce(time.instant()))
                .collect(toMap(it -> new Place(it.listingId(), it.override().kind()), identity()));
        return wishes.stream()
                .filter(wish -> Optional.ofNullable(before.get(wish.place()))
                        .filter(it -> it.saysTheSameAs(wish.override()))
                        .isEmpty())
                .toList();
    }

    /// @param by who, as the activity log names them
    @Transactional
    OverrideChange remove(long merchantId, long listingId, Kind kind, String by, Precondition precondition) {
        stale.shareLinks(merchantId);
        return database.withHandle(handle -> {
            if (!exists(handle, merchantId, listingId, "for no key update of l")) {
                return new OverrideChange.NoSuchListing();
            }
            var place = new Place(listingId, kind);
            var before = inForce(handle, merchantId, place);
            if (before.isEmpty()) {
                return new OverrideChange.NoneThere();
            }
            if (!precondition.allowsChangeOf(before.get().id())) {
                return new OverrideChange.OutOfDate(before.get().id());
            }
            OverrideRows.end(handle, merchantId, List.of(place), How.REMOVED, by, time.instant());
            stale.decideAgain(merchantId, List.of(listingId), false);
            activities.note(merchantId, Activities.Kind.LISTING_OVERRIDE, OverrideWords.removed(before.get(), by));
            return new OverrideChange.Removed();
        });
    }

    private void put(Handle handle, long merchantId, List<OverrideWish> wishes) {
        var now = time.instant();
        wishes.stream()
                .collect(groupingBy(wish -> wish.override().author(), mapping(OverrideWish::place, toList())))
                .forEach((author, places) -> OverrideRows.end(handle, merchantId, places, How.REPLACED, author, now));
        OverrideRows.insert(handle, merchantId, wishes, now);
    }

    private Optional<KeptOverride> inForce(Handle handle, long merchantId, Place place) {
        return counting(handle, merchantId, place).filter(it -> it.isInForce(time.instant()));
    }

    /// Also one whose end came while it was waited for the listing.
    private static Optional<KeptOverride> counting(Handle handle, long merchantId, Place place) {
        return OverrideRows.counting(handle, merchantId, List.of(place)).stream()
                .findFirst();
    }

    /// Not those of a shop or an Amazon account that is being deleted.
    ///
    /// @param lock what is held of it, if anything
    private static boolean exists(Handle handle, long merchantId, long listingId, String lock) {
        return handle.createQuery("""
                        select l.listing_id from listing l
                        join shop using (merchant_id, shop_id)
                        join selling_list using (merchant_id, selling_list_id)
                        where merchant_id = :merchant and listing_id = :listing
                        """ + lock)
                .bind("merchant", merchantId)
                .bind("listing", listingId)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private static Set<Long> locked(Handle handle, long merchantId, List<OverrideWish> wishes) {
        var listings = wishes.stream().map(OverrideWish::listingId).distinct().toList();
        return Set.copyOf(handle.createQuery("""
                        select listing_id from listing
                        where merchant_id = :merchant and listing_id = any(:listings)
                        order by listing_id for no key update
                        """)
                .bind("merchant", merchantId)
                .bindArray("listings", Long.class, listings)
                .mapTo(Long.class)
                .list());
    }
}
