package io.stockrule.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TestSeller;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// A seller's numbers, before an Amazon that says to each SKU what a test wants it to say.
final class FailedNumbers implements AutoCloseable {
    private final TestSeller seller;
    private final Jdbi database;
    private final InstantSource clock;
    private final AmazonAccounts accounts;
    private final Deliveries deliveries;
    private final Departures departures;
    private final Landings landings;

    FailedNumbers(
            TestSeller seller, Jdbi database, InstantSource clock, AmazonAccounts accounts, DeliveryConfig config) {
        this.seller = seller;
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.deliveries = new Deliveries(database, clock, config);
        this.departures = new Departures(
                database, clock, config, new FixedWaveConfig(0, 0, 0), new ApplicationPace(database, clock));
        this.landings = new Landings(new AccountStanding(accounts), database, clock, config);
    }

    /// Their channels have just been read.
    void want(int quantity, Collection<String> skus) {
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(skus.stream()
                        .map(sku -> new Wanted(
                                seller.target(sku),
                                "DE",
                                new Wish.Number(quantity, OptionalInt.empty()),
                                false,
                                "{}",
                                Cause.STOCK,
                                clock.instant()))
                        .toList()));
        look();
    }

    void look() {
        database.useHandle(handle -> handle.execute(
                "update delivery set channel = 'seller', channel_read_at = ?, read_due_at = null where merchant_id = ?",
                clock.instant(),
                seller.merchant().id()));
    }

    /// One round of sending.
    ///
    /// @return what left
    List<String> send(Function<String, SendResult> amazon) {
        if (!departures.readyAccounts().contains(seller.key())) {
            return List.of();
        }
        var leaving = departures.claim(seller.key());
        leaving.forEach(departure -> landings.write(new Landings.Landing(
                credentials(), departure, amazon.apply(departure.update().sellerSku()))));
        return leaving.stream().map(it -> it.update().sellerSku()).toList();
    }

    private AmazonCredentials credentials() {
        return Objects.requireNonNull(
                accounts.credentials(List.of(seller.key())).get(seller.key()));
    }

    @Override
    public void close() {
        landings.close();
    }
}
