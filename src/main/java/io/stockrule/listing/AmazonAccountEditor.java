package io.stockrule.listing;

import io.stockrule.access.Problem;
import io.stockrule.listing.AmazonAccountInput.AccountChange;
import io.stockrule.listing.AmazonAccountInput.NewAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// Changes that a merchant makes to its Amazon accounts.
@ApplicationScoped
class AmazonAccountEditor {
    private final AmazonAccountRows rows;
    private final StaleTargets stale;

    AmazonAccountEditor(AmazonAccountRows rows, StaleTargets stale) {
        this.rows = rows;
        this.stale = stale;
    }

    @Transactional
    AmazonAccount create(long merchantId, NewAccount account) {
        return AmazonAccount.of(rows.insert(merchantId, account));
    }

    /// New credentials lift a suspension: the old ones may have been the reason.
    @Transactional
    AmazonAccount change(AccountKey key, AccountChange change) {
        if (change.isEmpty()) {
            throw new Problem(422, "nothing-to-change", "give at least one field to change");
        }
        if (change.updateQuantity() != null) {
            stale.markAccount(key);
        }
        if (change.bringsCredentials()) {
            rows.updateCredentials(key, change);
        }
        return apply(AmazonAccount.lock(key), change);
    }

    private static AmazonAccount apply(AmazonAccount account, AccountChange change) {
        if (change.name() != null) {
            account.name = change.name();
        }
        if (change.updateQuantity() != null) {
            account.updateQuantity = change.updateQuantity();
        }
        if (change.bringsCredentials()) {
            account.liftSuspension();
        }
        return account;
    }

    @Transactional
    AmazonAccount resume(AccountKey key) {
        var account = AmazonAccount.lock(key);
        account.liftSuspension();
        return account;
    }
}
