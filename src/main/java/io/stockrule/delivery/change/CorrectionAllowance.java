package io.stockrule.delivery.change;

import io.stockrule.listing.AccountKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How many numbers of an account may still be set right in this hour: should what we take for somebody else's be our
/// own mistake, it does not concern thousands before anybody has seen it.
///
/// Asked within one transaction, and first then: the account's allowance is held to its end, so that two replicas
/// together grant no more than one.
public final class CorrectionAllowance {
    private static final Duration HOUR = Duration.ofHours(1);

    /// First half of the advisory locks' numbers, "corr" in ASCII.
    private static final int LOCK = 0x636f7272;

    private final Handle handle;
    private final AccountKey account;
    private final int perHour;
    private final Instant now;
    private int granted;
    private boolean held;

    /// @param perHour the most in an hour
    public CorrectionAllowance(Handle handle, AccountKey account, int perHour, Instant now) {
        this.handle = handle;
        this.account = account;
        this.perHour = perHour;
        this.now = now;
    }

    /// Takes the right to set one number right.
    ///
    /// @return empty if that is allowed now; else when to try again
    public Optional<Instant> take() {
        if (!held) {
            handle.createQuery("select pg_advisory_xact_lock(:lock, hashint8(:account))")
                    .bind("lock", LOCK)
                    .bind("account", account.amazonAccountId())
                    .map((_, _) -> true)
                    .list();
            held = true;
        }
        var again = granted >= perHour ? Optional.of(now.plus(HOUR)) : freeAgain();
        granted += again.isEmpty() ? 1 : 0;
        return again;
    }

    /// When the one that fills the allowance is an hour old.
    private Optional<Instant> freeAgain() {
        return handle.createQuery("""
                        select corrected_at from delivery
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and corrected_at > :hourAgo
                        order by corrected_at desc offset :others limit 1
                        """)
                .bindMethods(account)
                .bind("hourAgo", now.minus(HOUR))
                .bind("others", perHour - granted - 1)
                .mapTo(Instant.class)
                .findOne()
                .map(filling -> filling.plus(HOUR));
    }
}
