package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The listings of all sellers.
final class AmazonListings {
    private final Store store;
    private final InstantSource clock;
    private final NotificationsApi notifications;

    /// @param notifications are told of every change
    AmazonListings(Store store, InstantSource clock, NotificationsApi notifications) {
        this.store = store;
        this.clock = clock;
        this.notifications = notifications;
    }

    /// A listing as control describes it.
    ///
    /// @param marketplaces empty for all of the account
    /// @param blocked whether it cannot be bought, whatever its quantity
    /// @param issues that stay
    record Described(
            String sku,
            Optional<String> name,
            Optional<String> productType,
            Optional<List<String>> marketplaces,
            List<OfferChannel> channels,
            Optional<Boolean> blocked,
            Optional<List<Issue>> issues) {}

    int put(SellerAccount account, byte[] given) {
        var all = SimulatorJson.read(given, new TypeReference<List<Described>>() {});
        store.use(_ -> all.forEach(described -> save(account.seller(), made(account, described))));
        return all.size();
    }

    private AmazonListing made(SellerAccount account, Described described) {
        var everywhere = account.marketplaces().isEmpty() ? account.region().marketplaces() : account.marketplaces();
        var marketplaces = described.marketplaces().orElse(everywhere);
        var now = clock.instant();
        return new AmazonListing(
                described.sku(),
                described.name().orElse(described.sku()),
                described.productType().orElse("HOME"),
                "B0%08X".formatted(described.sku().hashCode()),
                marketplaces,
                described.channels(),
                described.channels(),
                Map.of(),
                List.of(),
                false,
                described.blocked().orElse(false),
                described.issues().orElse(List.of()),
                now,
                now);
    }

    void save(String seller, AmazonListing listing) {
        store.use(h -> {
            boolean told = notifications.isWanted(seller);
            var before = told ? find(seller, listing.sku()) : Optional.<AmazonListing>empty();
            h.execute(
                    "insert or replace into listing (seller, sku, updated, doc) values (?, ?, ?, ?)",
                    seller,
                    listing.sku(),
                    listing.updated().toEpochMilli(),
                    SimulatorJson.text(listing));
            if (told) {
                notifications.changed(seller, before, listing);
            }
        });
    }

    Optional<AmazonListing> find(String seller, String sku) {
        return find(seller, List.of(sku)).stream().findFirst();
    }

    List<AmazonListing> find(String seller, List<String> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        return store.with(h -> h.createQuery("select doc from listing where seller = :seller and sku in (<skus>)")
                .bind("seller", seller)
                .bindList("skus", skus)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, AmazonListing.class))
                .list());
    }

    /// In the order of the SKUs.
    List<AmazonListing> after(String seller, String sku, long limit) {
        return store.with(h -> h.createQuery(
                        "select doc from listing where seller = :seller and sku > :sku order by sku limit :n")
                .bind("seller", seller)
                .bind("sku", sku)
                .bind("n", limit)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, AmazonListing.class))
                .list());
    }

    /// Newest first, as a search without filters sees them.
    List<AmazonListing> recent(String seller, int offset, int limit) {
        return store.with(h -> h.createQuery("select doc from listing where seller = :seller"
                        + " order by updated desc, sku limit :limit offset :offset")
                .bind("seller", seller)
                .bind("limit", limit)
                .bind("offset", offset)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, AmazonListing.class))
                .list());
    }

    int count(String seller) {
        return store.with(h -> h.createQuery("select count(*) from listing where seller = :seller")
                .bind("seller", seller)
                .mapTo(Integer.class)
                .one());
    }

    /// The seller enters another quantity by hand, in Seller Central: it is in force at once, and what was submitted
    /// stays as it was.
    Optional<AmazonListing> edit(String seller, String sku, int quantity) {
        return store.with(_ -> find(seller, sku)
                .flatMap(listing -> listing.channel(OfferChannel.SELLER).map(channel -> {
                    var edited = listing.withLive(channel.withQuantity(quantity), clock.instant());
                    save(seller, edited);
                    return edited;
                })));
    }

    /// @param units that were sold; as many as there were, at most
    /// @param left on the offer
    record Sale(int units, int left) {}

    /// A buyer takes units of the seller's channel; Amazon lowers the quantity by itself.
    Sale sell(String seller, AmazonListing listing, int units) {
        var channel = listing.channel(OfferChannel.SELLER).orElseThrow();
        int before = channel.quantity().orElse(0);
        int sold = Math.min(before, units);
        save(seller, listing.withLive(channel.withQuantity(before - sold), clock.instant()));
        return new Sale(sold, before - sold);
    }

    /// Units that were sold are offered again.
    void putBack(String seller, AmazonListing listing, int units) {
        listing.channel(OfferChannel.SELLER)
                .map(channel -> channel.withQuantity(channel.quantity().orElse(0) + units))
                .ifPresent(channel -> save(seller, listing.withLive(channel, clock.instant())));
    }
}
