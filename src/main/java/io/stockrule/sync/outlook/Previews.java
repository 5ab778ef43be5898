package io.stockrule.sync.outlook;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.stockrule.database.LongStatements;
import io.stockrule.language.Profile;
import io.stockrule.listing.LinkedListing;
import io.stockrule.listing.Listings;
import io.stockrule.profile.ProfileInForce;
import io.stockrule.profile.ProfileKey;
import io.stockrule.rules.Rules;
import io.stockrule.sync.Judgement;
import io.stockrule.sync.outlook.Movements.Moved;
import io.stockrule.sync.outlook.Preview.Change;
import io.stockrule.sync.outlook.Preview.Use;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Decides the listings of some Selling Lists by a profile that is not theirs yet, page by page, and tells
/// after each how it stands. When nobody hears any more it stops after the page that it is at.
@ApplicationScoped
class Previews {
    /// Listings that are decided, and held in memory, at once.
    private static final int PAGE = 2_000;

    private static final Duration LONGEST_COUNT = Duration.ofSeconds(20);

    private final Jdbi database;
    private final InstantSource time;
    private final PreviewConfig config;
    private final Listings listings;
    private final Judgement judgement;
    private final Rules rules;
    private final Map<Long, Integer> underWay = new HashMap<>();

    Previews(
            Jdbi database,
            InstantSource time,
            PreviewConfig config,
            Listings listings,
            Judgement judgement,
            Rules rules) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.listings = listings;
        this.judgement = judgement;
        this.rules = rules;
    }

    /// Which Selling Lists, and by what they are decided.
    ///
    /// @param list this one; null for all that have the profile
    record Asked(
            long merchantId, @Nullable Long list, @Nullable Long profileId, Profile profile) {}

    /// How it would be, told again and again until it is complete.
    ///
    /// @return empty when too many are under way, of this merchant or of all
    Optional<Multi<Preview>> of(Asked asked) {
        return begin(asked.merchantId())
                ? Optional.of(Multi.createFrom()
                        .<Preview>emitter(to -> {
                            try {
                                look(asked, to);
                            } finally {
                                end(asked.merchantId());
                            }
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                : Optional.empty();
    }

    synchronized int underWay() {
        return underWay.values().stream().mapToInt(Integer::intValue).sum();
    }

    private synchronized boolean begin(long merchantId) {
        if (underWay() >= config.atOnce() || underWay.getOrDefault(merchantId, 0) >= config.atOncePerMerchant()) {
            return false;
        }
        underWay.merge(merchantId, 1, Integer::sum);
        return true;
    }

    private synchronized void end(long merchantId) {
        underWay.computeIfPresent(merchantId, (_, number) -> number == 1 ? null : number - 1);
    }

    private void look(Asked asked, MultiEmitter<? super Preview> to) {
        var lists = lists(asked);
        long all = lists.stream().mapToLong(Use::listings).sum();
        var comparison = new Movements();
        long seen = 0;
        to.emit(preview(asked, lists, all, seen, comparison, false));
        for (var list : lists) {
            var page = listings.ofList(asked.merchantId(), list.id(), 0, PAGE);
            while (!page.isEmpty() && !to.isCancelled()) {
                compare(asked, page, comparison);
                seen += page.size();
                to.emit(preview(asked, lists, Math.max(all, seen), seen, comparison, false));
                page = page.size() < PAGE
                        ? List.of()
                        : listings.ofList(
                                asked.merchantId(), list.id(), page.getLast().listingId(), PAGE);
            }
        }
        to.emit(preview(asked, lists, seen, seen, comparison, true));
        to.complete();
    }

    private void compare(Asked asked, List<LinkedListing> page, Movements comparison) {
        var by = new HashMap<ProfileKey, ProfileInForce>();
        for (var listing : page) {
            by.computeIfAbsent(
                    new ProfileKey(asked.merchantId(), listing.profileId()),
                    key -> new ProfileInForce(key.profileId(), 0, asked.profile()));
        }
        var sentence = judgement.of(page, by, rules.current(), time.instant());
        sentence.decided()
                .forEach(one ->
                        comparison.add(one, sentence.last().get(one.listing().listingId())));
    }

    private List<Use> lists(Asked asked) {
        return database.inTransaction(handle -> {
            LongStatements.allow(handle, LONGEST_COUNT); // a million listings to be counted
            return handle.createQuery("""
                            select s.selling_list_id, s.name, l.linked
                            from selling_list s
                            cross join lateral (
                                select count(seller_sku) linked from listing
                                where merchant_id = s.merchant_id and selling_list_id = s.selling_list_id) l
                            where s.merchant_id = :merchant
                                and (s.selling_list_id = :list or :list::bigint is null and s.profile_id = :profile)
                            order by s.selling_list_id
                            """)
                    .bind("merchant", asked.merchantId())
                    .bind("list", asked.list())
                    .bind("profile", asked.profileId())
                    .map((row, _) -> new Use(row.getLong(1), row.getString(2), row.getLong(3)))
                    .list();
        });
    }

    private Preview preview(Asked asked, List<Use> lists, long all, long seen, Movements comparison, boolean complete) {
        var counts = comparison.counts();
        boolean asksAgain = counts.toZero() * 100 > seen * config.askAbovePercent();
        var largest = complete ? named(asked.merchantId(), comparison.largest()) : List.<Change>of();
        return new Preview(all, seen, counts, lists, largest, complete, asksAgain);
    }

    private List<Change> named(long merchantId, List<Moved> moved) {
        var byId = moved.stream().collect(toMap(Moved::listing, it -> it));
        Map<Long, Change> found = database.withHandle(handle -> handle
                .createQuery("""
                        select l.listing_id, v.sku, v.title, l.seller_sku
                        from listing l left join variant v using (merchant_id, shop_id, variant_id)
                        where l.merchant_id = :merchant and l.listing_id = any(:listings)
                        """)
                .bind("merchant", merchantId)
                .bindArray("listings", Long.class, byId.keySet())
                .map((row, _) -> {
                    var it = Objects.requireNonNull(byId.get(row.getLong(1)));
                    return new Change(
                            it.listing(),
                            Objects.requireNonNullElse(row.getString(2), ""),
                            Objects.requireNonNullElse(row.getString(3), ""),
                            Objects.requireNonNullElse(row.getString(4), ""),
                            OptionalInt.of(it.before()),
                            OptionalInt.of(it.after()));
                })
                .stream()
                .collect(toMap(Change::listing, it -> it)));
        return moved.stream()
                .map(it -> found.get(it.listing()))
                .filter(Objects::nonNull)
                .toList();
    }
}
