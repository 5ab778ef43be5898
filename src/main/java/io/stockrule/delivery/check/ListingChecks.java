package io.stockrule.delivery.check;

import static io.stockrule.delivery.check.CheckReport.Finding.failed;
import static io.stockrule.delivery.check.CheckReport.Finding.notChecked;
import static io.stockrule.delivery.check.CheckReport.Finding.ok;
import static io.stockrule.delivery.check.CheckReport.Finding.warning;
import static io.stockrule.delivery.check.CheckReport.Subject.CHANGING;
import static io.stockrule.delivery.check.CheckReport.Subject.READING;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.check.CheckReport.Finding;
import io.stockrule.delivery.check.CheckedAccount.Linked;
import io.stockrule.delivery.marketplace.AccountProbe;
import io.stockrule.delivery.marketplace.AccountProbe.Preview;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.ProbeResult;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.pace.ApplicationPace.Kind;
import io.stockrule.listing.AmazonCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One account's checks of what its application may do with listings. What is linked is read, and a number
/// of an offer that the seller ships is previewed: the number that Amazon shows, so that nothing would
/// change if it were applied.
///
/// A second offer tells whether a denial means one SKU, for its brand or its category, or the role.
final class ListingChecks {
    private static final String NOTHING_LINKED = "Not checked yet, no listing is linked";

    private static final String ROLE = "give the application the role Product Listing, authorise it again (a role"
            + " added later needs that) and enter the new refresh token";

    private static final String ROLE_OR_SELLER =
            ROLE + "; or enter the seller ID (the merchant token in Seller Central)"
                    + " of the account that gave the refresh token";

    /// A SKU that no seller has, of a length that Amazon takes.
    private static final String NOBODYS = "stockrule-asks-whether-it-may-ask-now";

    private static final String AGAIN = "try again in some minutes";

    private static final String NO_ROOM = "Amazon's rate limit leaves no room for it now";

    private final AccountProbe probe;
    private final Marketplace marketplace;
    private final CheckedAccount place;
    private final DeliveryConfig config;
    private final AmazonCredentials account;

    ListingChecks(
            AccountProbe probe,
            Marketplace marketplace,
            CheckedAccount place,
            DeliveryConfig config,
            AmazonCredentials account) {
        this.probe = probe;
        this.marketplace = marketplace;
        this.place = place;
        this.config = config;
        this.account = account;
    }

    /// That of reading and that of changing.
    List<Finding> findings() {
        return place.linked(account.account())
                .map(this::findings)
                .orElseGet(() -> List.of(notChecked(READING, NOTHING_LINKED), notChecked(CHANGING, NOTHING_LINKED)));
    }

    /// Of an account that is not kept, so nothing of it is linked.
    ///
    /// @param sells a marketplace in which the seller sells; empty when Amazon has told none
    List<Finding> ofEntered(Optional<String> sells) {
        return List.of(
                sells.map(this::mayRead).orElseGet(() -> notChecked(READING, "Not checked, no marketplace is known")),
                notChecked(CHANGING, "Changes can be checked when a listing is linked"));
    }

    private Finding mayRead(String country) {
        if (!place.waitForTurnOfApplication(account, Kind.READ)) {
            return notChecked(READING, NO_ROOM, AGAIN);
        }
        return switch (marketplace.read(account, country, List.of(NOBODYS), config.requestTimeout())) {
            case ReadResult.Read read
            when read.readings().get(NOBODYS) instanceof Reading.Unreadable unreadable ->
                failed(READING, unreadable.reason(), ROLE_OR_SELLER);
            case ReadResult.Read _ -> ok(READING, "The application may read the seller's listings in " + country);
            case ReadResult.Throttled _ -> notChecked(READING, NO_ROOM, AGAIN);
            case ReadResult.Failed failed -> notChecked(READING, failed.reason(), AGAIN);
            case ReadResult.AccountRefused refused ->
                failed(
                        READING,
                        "Amazon does not let the application read this seller's listings, so the role Product Listing"
                                + " is missing, or the seller ID is another's (" + refused.reason() + ")",
                        ROLE_OR_SELLER);
        };
    }

    private List<Finding> findings(Linked linked) {
        if (!place.waitForTurn(account, Kind.READ)) {
            return unread(notChecked(READING, NO_ROOM, AGAIN));
        }
        return switch (marketplace.read(account, linked.marketplace(), linked.sellerSkus(), config.requestTimeout())) {
            case ReadResult.Read read -> findings(linked, read);
            case ReadResult.Throttled _ -> unread(notChecked(READING, NO_ROOM, AGAIN));
            case ReadResult.Failed failed -> unread(notChecked(READING, failed.reason(), AGAIN));
            case ReadResult.AccountRefused refused -> unread(failed(READING, refused.reason(), ROLE));
        };
    }

    /// Only what was read as the seller's own is ever sent a number, not even a preview.
    private static List<Finding> unread(Finding reading) {
        return List.of(reading, notChecked(CHANGING, "Not checked, as no listing could be read"));
    }

    private List<Finding> findings(Linked linked, ReadResult.Read read) {
        var readings = read.readings();
        long unreadable = readings.values().stream()
                .filter(Reading.Unreadable.class::isInstance)
                .count();
        long missing = readings.values().stream()
                .filter(Reading.NotFound.class::isInstance)
                .count();
        if (missing == readings.size()) {
            return unread(failed(
                    READING,
                    "Amazon knows none of the %d linked SKUs that were looked at in %s"
                            .formatted(readings.size(), linked.marketplace()),
                    "check the seller ID, the marketplace and the links"));
        }
        if (unreadable + missing == readings.size()) {
            return unread(failed(READING, firstUnreadable(read), ROLE));
        }
        var sentence = "Amazon shows %d of %d linked SKUs that were looked at in %s"
                .formatted(readings.size() - unreadable - missing, readings.size(), linked.marketplace());
        var reading = unreadable == 0
                ? ok(READING, sentence)
                : warning(READING, sentence + "; of another: " + firstUnreadable(read), "see that listing");
        return List.of(reading, changing(updates(linked, read)));
    }

    private static String firstUnreadable(ReadResult.Read read) {
        return read.readings().values().stream()
                .filter(Reading.Unreadable.class::isInstance)
                .map(Reading.Unreadable.class::cast)
                .map(Reading.Unreadable::reason)
                .findFirst()
                .orElse("");
    }

    /// Of at most two offers that the seller ships, in the order in which they were asked for.
    private static List<QuantityUpdate> updates(Linked linked, ReadResult.Read read) {
        var updates = new ArrayList<QuantityUpdate>();
        for (var sku : linked.sellerSkus()) {
            if (read.readings().get(sku) instanceof Reading.SellerFulfilled own && updates.size() < 2) {
                updates.add(new QuantityUpdate(
                        sku, linked.marketplace(), own.quantity().orElse(0), OptionalInt.empty()));
            }
        }
        return updates;
    }

    private Finding changing(List<QuantityUpdate> updates) {
        if (updates.isEmpty()) {
            return notChecked(
                    CHANGING, "Not checked: none of the linked SKUs that were looked at is shipped by the seller");
        }
        var first = preview(updates.getFirst());
        if (!(first instanceof ProbeResult.Denied<Preview> denied)) {
            return changing(updates.getFirst(), first);
        }
        var sku = updates.getFirst().sellerSku();
        if (updates.size() == 1) {
            return failed(
                    CHANGING,
                    "Amazon denies a change of SKU \"%s\", the only one that could be tried (%s)"
                            .formatted(sku, denied.reason()),
                    ROLE + "; or see in Seller Central whether you may sell it (its brand, its category)");
        }
        var second = preview(updates.getLast());
        return second instanceof ProbeResult.Answered<Preview>
                ? warning(
                        CHANGING,
                        "The application may change listings, but Amazon denies SKU \"%s\" (%s)"
                                .formatted(sku, denied.reason()),
                        "see in Seller Central whether you may sell it (its brand, its category)")
                : changing(updates.getLast(), second);
    }

    private Finding changing(QuantityUpdate update, ProbeResult<Preview> result) {
        var sku = update.sellerSku();
        return switch (result) {
            case ProbeResult.Answered<Preview> answered ->
                switch (answered.answer()) {
                    case Preview.Valid _ ->
                        ok(
                                CHANGING,
                                "The application may change listings (tried on SKU \"%s\", not applied)"
                                        .formatted(sku));
                    case Preview.Invalid invalid ->
                        warning(
                                CHANGING,
                                "The application may change listings, but a number for SKU \"%s\" would be refused"
                                        .formatted(sku),
                                invalid.reason());
                };
            case ProbeResult.Denied<Preview> denied ->
                failed(
                        CHANGING,
                        "Amazon lets listings be read and denies every change, so the role Product Listing is missing ("
                                + denied.reason() + ")",
                        ROLE);
            case ProbeResult.Refused<Preview> refused -> failed(CHANGING, refused.reason(), AGAIN);
            case ProbeResult.Unclear<Preview> unclear -> notChecked(CHANGING, unclear.reason(), AGAIN);
        };
    }

    private ProbeResult<Preview> preview(QuantityUpdate update) {
        return place.waitForTurn(account, Kind.PREVIEW)
                ? probe.preview(account, update, config.requestTimeout())
                : new ProbeResult.Unclear<>(NO_ROOM);
    }
}
