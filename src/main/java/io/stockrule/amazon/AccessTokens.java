package io.stockrule.amazon;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.stockrule.access.Tokens;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The access tokens that this replica uses. However many callers want one at once, it is fetched once.
/// Before one ends another is fetched beside it, so that nobody who goes on calling waits for it.
final class AccessTokens {
    /// What a token was granted for, and for whom. The secrets are only kept as a hash; a changed one leads
    /// to a new token.
    record Grant(AccountKey account, String secrets) {
        static Grant of(AmazonCredentials account) {
            return new Grant(account.account(), Base64.getEncoder().encodeToString(hash(account)));
        }

        /// The secrets in it have random bits enough to be hashed without salt.
        static byte[] hash(AmazonCredentials account) {
            var secrets = account.clientSecrets();
            return Tokens.hash(String.join(
                    "\n", account.clientId(), secrets.main(), secrets.other().orElse(""), account.refreshToken()));
        }
    }

    /// Which tokens will do.
    sealed interface Need {
        /// Any that is good.
        record Good() implements Need {}

        /// One that need not be replaced soon.
        record Lasting() implements Need {}

        /// Another than one that Amazon has just turned down.
        record Other(String than) implements Need {}

        /// One that was asked for at that moment or later: what it was granted for is so now.
        record Since(Instant asked) implements Need {}
    }

    /// Where tokens come from.
    interface Source {
        /// @return for [Need.Other] the very token that was turned down, when another would be turned down
        ///     as well
        TokenResult fetch(AmazonCredentials account, Need need);
    }

    /// A token that Amazon turns down this soon after it was fetched for that very reason is not why.
    static final Duration RENEWAL_HELPS_AFTER = Duration.ofMinutes(5);

    /// When a token cannot be replaced ahead of its end, it is tried again after this.
    private static final Duration AHEAD_AGAIN_AFTER = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    private final Map<Grant, CompletableFuture<TokenResult>> tokens = new ConcurrentHashMap<>();

    /// When a token was last fetched because Amazon had turned one down.
    private final Map<Grant, Instant> renewals = new ConcurrentHashMap<>();

    /// When it was last begun to replace a token ahead of its end.
    private final Map<Grant, Instant> aheads = new ConcurrentHashMap<>();

    private final Source source;
    private final InstantSource time;

    AccessTokens(Source source, InstantSource time) {
        this.source = source;
        this.time = time;
    }

    /// The current token, or a new one.
    TokenResult of(AmazonCredentials account, Deadline deadline) {
        return of(account, Optional.empty(), deadline);
    }

    /// A token other than one that Amazon has just turned down.
    ///
    /// @return empty when that one was renewed for the same reason a short while ago: another would not help
    Optional<TokenResult> insteadOf(String rejected, AmazonCredentials account, Deadline deadline) {
        return isRenewed(rejected, Grant.of(account))
                ? Optional.empty()
                : Optional.of(of(account, Optional.of(rejected), deadline)).filter(it -> !isToken(it, rejected));
    }

    private static boolean isToken(TokenResult result, String token) {
        return result instanceof TokenResult.Granted granted && granted.token().equals(token);
    }

    /// One that Amazon grants now, whatever serves: it tells whether what it is granted for is still good.
    /// It is used by everybody then.
    TokenResult anew(AmazonCredentials account) {
        var result = source.fetch(account, new Need.Since(time.instant()));
        if (result instanceof TokenResult.Granted) {
            tokens.put(Grant.of(account), CompletableFuture.completedFuture(result));
        }
        return result;
    }

    /// The renewal is looked at first: it is noted after the token has been replaced, so whoever sees it
    /// sees the new token, or that it is on its way.
    private boolean isRenewed(String rejected, Grant grant) {
        if (!isRecent(renewals.get(grant))) {
            return false;
        }
        var current = tokens.get(grant);
        return current != null && current.state() == Future.State.SUCCESS && !serves(current, Optional.of(rejected));
    }

    private boolean isRecent(@Nullable Instant renewal) {
        return renewal != null && time.instant().isBefore(renewal.plus(RENEWAL_HELPS_AFTER));
    }

    private TokenResult of(AmazonCredentials account, Optional<String> rejected, Deadline deadline) {
        var mine = new CompletableFuture<TokenResult>();
        var flight = tokens.compute(
                Grant.of(account), (_, known) -> known != null && serves(known, rejected) ? known : mine);
        if (flight == mine) {
            tokens.values().removeIf(known -> known != mine && !serves(known, Optional.empty()));
            renewals.values().removeIf(renewal -> !isRecent(renewal));
            rejected.ifPresent(_ -> renewals.put(Grant.of(account), time.instant()));
            aheads.values().removeIf(begun -> !isUnderWay(begun));
            Thread.ofVirtual().name("amazon-token").start(() -> fetch(account, need(rejected), mine));
        } else {
            replaceAhead(account, flight);
        }
        return await(flight, deadline);
    }

    private static Need need(Optional<String> rejected) {
        return rejected.<Need>map(Need.Other::new).orElseGet(Need.Good::new);
    }

    private void fetch(AmazonCredentials account, Need need, CompletableFuture<TokenResult> flight) {
        try {
            flight.complete(source.fetch(account, need));
        } catch (RuntimeException | Error e) {
            flight.completeExceptionally(e);
        }
    }

    /// Whoever asks first in the last part of a token's life has another fetched, and takes the one that
    /// still serves.
    private void replaceAhead(AmazonCredentials account, CompletableFuture<TokenResult> serving) {
        if (endsSoon(serving) && beginsAhead(Grant.of(account))) {
            Thread.ofVirtual().name("amazon-token").start(() -> fetchAhead(account, serving));
        }
    }

    private boolean endsSoon(CompletableFuture<TokenResult> serving) {
        return serving.state() == Future.State.SUCCESS
                && serving.resultNow() instanceof TokenResult.Granted granted
                && !time.instant().isBefore(granted.renewFrom());
    }

    /// @return false if somebody else has begun a short while ago
    private boolean beginsAhead(Grant grant) {
        var now = time.instant();
        var begun = aheads.get(grant);
        if (begun == null) {
            return aheads.putIfAbsent(grant, now) == null;
        }
        return !isUnderWay(begun) && aheads.replace(grant, begun, now);
    }

    private boolean isUnderWay(Instant begun) {
        return time.instant().isBefore(begun.plus(AHEAD_AGAIN_AFTER));
    }

    /// Unless the token was replaced meanwhile, because Amazon had turned it down.
    private void fetchAhead(AmazonCredentials account, CompletableFuture<TokenResult> serving) {
        switch (source.fetch(account, new Need.Lasting())) {
            case TokenResult.Granted fresh ->
                tokens.replace(Grant.of(account), serving, CompletableFuture.completedFuture(fresh));
            case TokenResult.Denied denied -> notAhead(account, denied.reason());
            case TokenResult.Unavailable unavailable -> notAhead(account, unavailable.reason());
        }
    }

    private static void notAhead(AmazonCredentials account, String reason) {
        LOG.warnf("%s: its access token, which still serves, could not be replaced ahead: %s", account, reason);
    }

    /// One under way serves everybody: it was asked for after whatever was rejected.
    private boolean serves(CompletableFuture<TokenResult> known, Optional<String> rejected) {
        return switch (known.state()) {
            case RUNNING -> true;
            case SUCCESS ->
                known.resultNow() instanceof TokenResult.Granted granted
                        && time.instant().isBefore(granted.usableUntil())
                        && !rejected.equals(Optional.of(granted.token()));
            case FAILED, CANCELLED -> false;
        };
    }

    private static TokenResult await(CompletableFuture<TokenResult> flight, Deadline deadline) {
        try {
            return flight.get(Math.max(0, deadline.remaining().toNanos()), NANOSECONDS);
        } catch (TimeoutException _) {
            return new TokenResult.Unavailable("no access token in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new TokenResult.Unavailable("interrupted while waiting for an access token");
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot fetch access tokens", e.getCause());
        }
    }
}
