package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Amazon, through the Listings Items API of its Selling Partner API.
@ApplicationScoped
class AmazonMarketplace implements Marketplace {
    private static final long MAX_BYTES = 1024 * 1024;

    /// For the way back: the caller must hear from us before its own time is over.
    private static final Duration WAY_BACK = Duration.ofMillis(50);

    private final SellingPartnerApi api;
    private final ListingsItems items;

    AmazonMarketplace(SellingPartner connection, AmazonConfig config) {
        api = connection.api();
        items = new ListingsItems(config);
    }

    @Override
    public SendResult send(AmazonCredentials account, QuantityUpdate update, Duration leaveWithin, Duration timeout) {
        var deadline = Deadline.in(timeout.minus(WAY_BACK)).leavingWithin(leaveWithin);
        var unspeakable = Skus.unspeakable(update.sellerSku());
        if (unspeakable.isPresent()) {
            return refused(unspeakable.get());
        }
        return AmazonCountry.of(account.region(), update.marketplace())
                .map(country -> api.call(account, items.patch(account, country, update), deadline, MAX_BYTES))
                .map(Submission::result)
                .orElseGet(() -> refused(elsewhere(account, update.marketplace())));
    }

    @Override
    public SendResult takeBack(AmazonCredentials account, String sellerSku, String marketplace, Duration timeout) {
        var deadline = Deadline.in(timeout.minus(WAY_BACK));
        return AmazonCountry.of(account.region(), marketplace)
                .map(country -> api.call(account, items.takeBack(account, country, sellerSku), deadline, MAX_BYTES))
                .map(Submission::result)
                .orElseGet(() -> refused(elsewhere(account, marketplace)));
    }

    @Override
    public ReadResult read(AmazonCredentials account, String marketplace, List<String> sellerSkus, Duration timeout) {
        if (sellerSkus.size() > READ_AT_ONCE) {
            throw new IllegalArgumentException("too many SKUs for one read: " + sellerSkus.size());
        }
        var deadline = Deadline.in(timeout.minus(WAY_BACK));
        return AmazonCountry.of(account.region(), marketplace)
                .map(country -> new ListingReads(api, items, account, country, deadline).read(sellerSkus))
                .orElseGet(() -> new ReadResult.Failed(elsewhere(account, marketplace)));
    }

    private static SendResult refused(String reason) {
        return new SendResult.Refused(reason, Optional.empty(), List.of());
    }

    private static String elsewhere(AmazonCredentials account, String marketplace) {
        return "Amazon has no marketplace \"%s\" in the region %s".formatted(marketplace, account.region());
    }
}
