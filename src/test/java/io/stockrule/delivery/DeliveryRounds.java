package io.stockrule.delivery;

import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.inject.spi.CDI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/// What [Sender] and [Reader] do for one account before a simulated Amazon, in the test's own thread.
public final class DeliveryRounds {
    private final AccountKey account;
    private final SimulatedMarketplace amazon;
    private final AmazonAccounts accounts;
    private final DeliveryConfig config;
    private final Departures departures;
    private final Readings readings;
    private final Landings landings;

    public DeliveryRounds(AccountKey account, SimulatedMarketplace amazon, InstantSource time) {
        this.account = account;
        this.amazon = amazon;
        this.accounts = CDI.current().select(AmazonAccounts.class).get();
        this.config = CDI.current().select(DeliveryConfig.class).get();
        var database = CDI.current().select(Jdbi.class).get();
        this.departures = CDI.current().select(Departures.class).get();
        this.readings = CDI.current().select(Readings.class).get();
        this.landings = new Landings(new AccountStanding(accounts), database, time, config);
    }

    /// Looks at what is to be looked at, then sends what waits, as far as the account's pace lets it.
    public void work() {
        if (readings.readyAccounts().contains(account)) {
            readings.claim(account)
                    .forEach(request -> readings.store(
                            request,
                            amazon.marketplace()
                                    .read(
                                            credentials(),
                                            request.marketplace(),
                                            request.sellerSkus(),
                                            config.requestTimeout())));
        }
        if (departures.readyAccounts().contains(account)) {
            departures
                    .claim(account)
                    .forEach(departure -> landings.write(new Landings.Landing(
                            credentials(),
                            departure,
                            amazon.marketplace()
                                    .send(
                                            credentials(),
                                            departure.update(),
                                            config.leaveWithin(),
                                            config.requestTimeout()))));
        }
    }

    private AmazonCredentials credentials() {
        return Objects.requireNonNull(accounts.credentials(List.of(account)).get(account));
    }

    public void close() {
        landings.close();
    }
}
