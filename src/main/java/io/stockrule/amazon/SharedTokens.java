package io.stockrule.amazon;

import io.stockrule.access.DatabaseAway;
import io.stockrule.amazon.AccessTokens.Need;
import io.stockrule.amazon.KeptTokens.Fetched;
import io.stockrule.amazon.KeptTokens.Kept;
import io.stockrule.amazon.TokenResult.Granted;
import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Fetches access tokens for all replicas: one at a time asks Amazon, under a lease in the account's row,
/// and the others wait for what it stores. A replica that starts takes what is there.
///
/// Nothing depends on it that a token is shared. Where the row is of no use, a replica fetches a token of
/// its own: Amazon lets any number of them be good at once.
final class SharedTokens implements AccessTokens.Source {
    private static final Logger LOG = Logger.getLogger(SharedTokens.class);

    /// Of a lease, besides what Amazon's answer may take.
    private static final Duration TO_STORE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Function<AmazonCredentials, TokenResult> amazon;
    private final KeptTokens kept;
    private final InstantSource time;
    private final Duration lease;

    /// @param amazon asks Amazon for a token
    /// @param timeout how long that takes at the most
    SharedTokens(
            Function<AmazonCredentials, TokenResult> amazon, KeptTokens kept, InstantSource time, Duration timeout) {
        this.amazon = amazon;
        this.kept = kept;
        this.time = time;
        this.lease = timeout.plus(TO_STORE);
    }

    /// What a look at the row has led to.
    private sealed interface Look {
        /// There is a token that will do.
        record Found(Granted token) implements Look {}

        /// It is on us to fetch one.
        record Ours(long fence) implements Look {}

        /// There is no row.
        record Alone() implements Look {}

        /// Somebody else is fetching one.
        record Theirs() implements Look {}
    }

    @Override
    public TokenResult fetch(AmazonCredentials account, Need need) {
        for (long looks = lease.dividedBy(BETWEEN_LOOKS); looks > 0; looks--) {
            switch (look(account, need)) {
                case Look.Found found -> {
                    return found.token();
                }
                case Look.Ours ours -> {
                    return ask(account, need, ours.fence());
                }
                case Look.Alone _ -> {
                    return amazon.apply(account);
                }
                case Look.Theirs _ -> {
                    if (!sleep()) {
                        return new TokenResult.Unavailable("interrupted while waiting for an access token");
                    }
                }
            }
        }
        return new TokenResult.Unavailable("no access token: it is being fetched, and that takes too long");
    }

    private static boolean sleep() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Look look(AmazonCredentials account, Need need) {
        try {
            return kept.find(account)
                    .map(found ->
                            will(found, need).<Look>map(Look.Found::new).orElseGet(() -> claim(account, need, found)))
                    .orElseGet(Look.Alone::new);
        } catch (RuntimeException e) {
            return alone(account, e);
        }
    }

    private Look claim(AmazonCredentials account, Need need, Kept found) {
        return kept.claim(account, found, isRejected(found, need), lease)
                .<Look>map(Look.Ours::new)
                .orElseGet(Look.Theirs::new);
    }

    private static Look alone(AmazonCredentials account, RuntimeException e) {
        LOG.warnf(
                "%s: this replica fetches an access token of its own, as the shared one is out of reach: %s",
                account, words(e));
        return new Look.Alone();
    }

    private static String words(RuntimeException e) {
        return DatabaseAway.is(e) ? "the database is away" : String.valueOf(e.getMessage());
    }

    /// The token that was found, if it will do.
    private Optional<Granted> will(Kept found, Need need) {
        var now = time.instant();
        return found.token().filter(token -> now.isBefore(token.usableUntil())).filter(token -> switch (need) {
            case Need.Good _ -> true;
            case Need.Lasting _ -> now.isBefore(token.renewFrom());
            case Need.Other other -> !token.token().equals(other.than()) || isReplaced(found, now);
            case Need.Since since -> !found.fetchedAt().isBefore(since.asked());
        });
    }

    private static boolean isRejected(Kept found, Need need) {
        return need instanceof Need.Other other
                && found.token()
                        .filter(token -> token.token().equals(other.than()))
                        .isPresent();
    }

    /// Another one was turned down a short while ago, so it is not the token that Amazon minds.
    private static boolean isReplaced(Kept found, Instant now) {
        return found.replacedAt()
                .filter(at -> now.isBefore(at.plus(AccessTokens.RENEWAL_HELPS_AFTER)))
                .isPresent();
    }

    private TokenResult ask(AmazonCredentials account, Need need, long fence) {
        var asked = time.instant();
        boolean isStored = false;
        try {
            var result = amazon.apply(account);
            isStored = result instanceof Granted granted
                    && store(account, fence, new Fetched(granted, asked, need instanceof Need.Other));
            return result;
        } finally {
            if (!isStored) {
                release(account, fence);
            }
        }
    }

    /// A token that is not stored, as somebody else holds the lease by now, is as good for this replica.
    private boolean store(AmazonCredentials account, long fence, Fetched fetched) {
        try {
            return kept.store(account.account(), fence, fetched);
        } catch (RuntimeException e) {
            alone(account, e);
            return false;
        }
    }

    private void release(AmazonCredentials account, long fence) {
        try {
            kept.release(account.account(), fence);
        } catch (RuntimeException e) {
            LOG.warnf("%s: others wait until its lease ends to fetch an access token: %s", account, words(e));
        }
    }
}
