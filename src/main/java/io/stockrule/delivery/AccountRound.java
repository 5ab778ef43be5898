package io.stockrule.delivery;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.work.Flights;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Goes once over the accounts that may call Amazon now, and lets each of their requests run in a thread of its own.
@ApplicationScoped
class AccountRound {
    private static final Logger LOG = Logger.getLogger(AccountRound.class);

    /// For what is written down after a request's time is over.
    private static final Duration TO_LAND = Duration.ofSeconds(3);

    private final AmazonAccounts accounts;
    private final DeliveryConfig config;
    private final Flights flights = new Flights();

    AccountRound(AmazonAccounts accounts, DeliveryConfig config) {
        this.accounts = accounts;
        this.config = config;
    }

    /// Lets the requests under way land; no round starts any more.
    void land() throws InterruptedException {
        int left = flights.land(config.requestTimeout().plus(TO_LAND));
        if (left > 0) {
            LOG.warnf("%d requests to Amazon had no answer when the service stopped; they are looked after again", left);
        }
    }

    /// Returns when all requests are started. An account without usable credentials claims nothing.
    ///
    /// @param claim takes the requests an account may make now
    /// @param make makes one of them
    <R> void start(
            Collection<AccountKey> ready, Function<AccountKey, List<R>> claim, BiConsumer<AmazonCredentials, R> make) {
        if (ready.isEmpty()) {
            return;
        }
        var credentials = accounts.credentials(ready);
        for (var account : ready) {
            var known = credentials.get(account);
            if (known != null && !flights.isClosed()) {
                claim.apply(account).forEach(request -> flights.start(() -> make.accept(known, request)));
            }
        }
    }
}
