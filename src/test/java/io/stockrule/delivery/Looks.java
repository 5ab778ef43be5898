package io.stockrule.delivery;

import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;

/// A look of one account that takes a while, before a simulated Amazon.
public final class Looks {
    private final AccountKey account;
    private final Readings readings = CDI.current().select(Readings.class).get();
    private List<Readings.Request> begun = List.of();

    public Looks(AccountKey account) {
        this.account = account;
    }

    public void begin() {
        readings.readyAccounts();
        begun = readings.claim(account);
        if (begun.isEmpty()) {
            throw new IllegalStateException("nothing is due of " + account);
        }
    }

    public void finish(SimulatedMarketplace amazon, AmazonCredentials credentials) {
        begun.forEach(request -> readings.store(
                request,
                amazon.marketplace()
                        .read(credentials, request.marketplace(), request.sellerSkus(), Duration.ofSeconds(10))));
    }
}
