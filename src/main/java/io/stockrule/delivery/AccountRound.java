package io.stockrule.delivery;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Goes once over the accounts that may call Amazon now, and lets each of their requests run in a thread of its own.
@ApplicationScoped
class AccountRound {
    private final AmazonAccounts accounts;

    AccountRound(AmazonAccounts accounts) {
        this.accounts = accounts;
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
            if (known != null) {
                claim.apply(account).forEach(request -> Thread.startVirtualThread(() -> make.accept(known, request)));
            }
        }
    }
}
