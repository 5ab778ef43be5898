package io.stockrule.delivery;

import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What the outcomes of sends say about an account as a whole: how fast it may be called, and whether at all.
///
/// One SKU that Amazon denies, for its brand or its category, stops no other. Only when a second one is denied before
/// any other is accepted does it look like the account. A SKU that was denied before says nothing new.
@ApplicationScoped
class AccountStanding {
    private final AmazonAccounts accounts;

    AccountStanding(AmazonAccounts accounts) {
        this.accounts = accounts;
    }

    /// One send.
    ///
    /// @param knownDenied Amazon did not take the SKU's number before, either
    record Outcome(AmazonCredentials credentials, String sellerSku, boolean knownDenied, SendResult result) {}

    /// @param outcomes of one account, which came in together
    void note(Handle handle, AccountKey account, List<Outcome> outcomes, Instant now) {
        boolean accepted = has(outcomes, SendResult.Accepted.class);
        if (has(outcomes, SendResult.Throttled.class)) {
            Pace.throttled(handle, account, Pace.Operation.SEND, now);
        } else if (accepted) {
            Pace.answered(handle, List.of(account), Pace.Operation.SEND);
        }
        if (accepted) {
            accounts.clearSuspicion(account);
        }
        for (var outcome : outcomes) {
            switch (outcome.result()) {
                case SendResult.AccountRefused refused -> suspend(outcome, refused, now);
                case SendResult.Denied denied -> {
                    if (!accepted
                            && !outcome.knownDenied()
                            && accounts.suspect(outcome.credentials(), outcome.sellerSku())) {
                        suspend(outcome, denied.account(), now);
                    }
                }
                case SendResult.Accepted _,
                        SendResult.Refused _,
                        SendResult.PutOff _,
                        SendResult.Throttled _,
                        SendResult.Late _,
                        SendResult.NotSent _,
                        SendResult.Lost _ -> {}
            }
        }
    }

    private void suspend(Outcome outcome, SendResult.AccountRefused refused, Instant now) {
        accounts.suspend(outcome.credentials(), refused.reason(), now.plus(refused.retryAfter()));
    }

    private static boolean has(List<Outcome> outcomes, Class<? extends SendResult> kind) {
        return outcomes.stream().map(Outcome::result).anyMatch(kind::isInstance);
    }
}
