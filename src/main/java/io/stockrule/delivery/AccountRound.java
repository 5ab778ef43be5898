package io.stockrule.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockrule.access.DatabaseAway;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.work.Flights;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/// Goes once over the accounts that may call Amazon now, merchant by merchant in turns, and lets each of their requests
/// run in a thread of its own.
@ApplicationScoped
class AccountRound {
    static final int MOST_OF_A_MERCHANT = 50;

    private static final Logger LOG = Logger.getLogger(AccountRound.class);

    /// For what is written down after a request's time is over.
    private static final Duration TO_LAND = Duration.ofSeconds(3);

    private final AmazonAccounts accounts;
    private final DeliveryConfig config;
    private final Flights flights = Flights.brief();
    private final Map<AccountKey, String> failures = new ConcurrentHashMap<>();

    AccountRound(AmazonAccounts accounts, DeliveryConfig config) {
        this.accounts = accounts;
        this.config = config;
    }

    /// Lets the requests under way land; no round starts any more.
    void land() throws InterruptedException {
        int left = flights.land(config.requestTimeout().plus(TO_LAND));
        if (left > 0) {
            LOG.warnf(
                    "%d requests to Amazon had no answer when the service stopped; they are looked after again", left);
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
        var turns = inTurns(shuffled(ready));
        var credentials = accounts.credentials(turns);
        for (var account : turns) {
            var known = credentials.get(account);
            if (known != null && !flights.isClosed()) {
                claimed(account, claim).forEach(request -> flights.start(() -> make.accept(known, request)));
            }
        }
    }

    /// An account that cannot be served holds up no other. The same failure again and again is one line in the log.
    private <R> List<R> claimed(AccountKey account, Function<AccountKey, List<R>> claim) {
        try {
            var requests = claim.apply(account);
            failures.remove(account);
            return requests;
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            var failure = String.valueOf(e.getMessage());
            if (!failure.equals(failures.put(account, failure))) {
                LOG.errorf(e, "nothing could be sent to or read from %s; it is tried again", account);
            }
            return List.of();
        }
    }

    /// So that none is always among those that are left for a later round.
    private static List<AccountKey> shuffled(Collection<AccountKey> accounts) {
        var shuffled = new ArrayList<>(accounts);
        Collections.shuffle(shuffled, ThreadLocalRandom.current());
        return shuffled;
    }

    /// One account of every merchant, then a second one of each that has more, and so on; of a merchant with very many
    /// only some, so that the others' next turn does not wait for all of them.
    static List<AccountKey> inTurns(Collection<AccountKey> ready) {
        Map<Long, List<AccountKey>> byMerchant =
                ready.stream().collect(groupingBy(AccountKey::merchantId, LinkedHashMap::new, toList()));
        return IntStream.range(0, MOST_OF_A_MERCHANT)
                .boxed()
                .flatMap(turn -> byMerchant.values().stream()
                        .filter(accounts -> accounts.size() > turn)
                        .map(accounts -> accounts.get(turn)))
                .toList();
    }
}
