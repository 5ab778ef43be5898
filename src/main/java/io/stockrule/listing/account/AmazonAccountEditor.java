package io.stockrule.listing.account;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.account.AmazonAccountInput.AccountChange;
import io.stockrule.listing.account.AmazonAccountInput.NewAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// Changes that a merchant makes to its Amazon accounts.
@ApplicationScoped
class AmazonAccountEditor {
    private final AmazonAccountRows rows;
    private final StaleTargets stale;

    AmazonAccountEditor(AmazonAccountRows rows, StaleTargets stale) {
        this.rows = rows;
        this.stale = stale;
    }

    /// @return empty when the merchant has an account of this seller in this region already
    @Transactional
    Optional<AmazonAccount> create(long merchantId, NewAccount account) {
        return rows.insert(merchantId, account).flatMap(AmazonAccount::of);
    }

    /// New credentials lift a suspension: the old ones may have been the reason.
    ///
    /// @return empty when there is no such account
    @Transactional
    Optional<AmazonAccount> change(AccountKey key, AccountChange change) {
        if (change.updateQuantity() != null) {
            stale.markAccount(key);
        }
        if (change.subtractOrders() != null) {
            stale.markMerchant(key.merchantId()); // its orders count for its other accounts, too
        }
        if (change.bringsCredentials()) {
            rows.updateCredentials(key, change);
        }
        return AmazonAccount.lock(key).map(account -> apply(account, change));
    }

    private static AmazonAccount apply(AmazonAccount account, AccountChange change) {
        if (change.name() != null) {
            account.name = change.name();
        }
        if (change.updateQuantity() != null) {
            account.updateQuantity = change.updateQuantity();
        }
        if (change.holdZeroedPercent() != null) {
            account.holdZeroedPercent = change.holdZeroedPercent();
        }
        if (change.holdLoweredPercent() != null) {
            account.holdLoweredPercent = change.holdLoweredPercent();
        }
        if (change.holdRaisedPercent() != null) {
            account.holdRaisedPercent = change.holdRaisedPercent();
        }
        if (change.foreignChanges() != null) {
            account.foreignChanges = change.foreignChanges();
        }
        if (change.subtractOrders() != null) {
            account.subtractOrders(change.subtractOrders());
        }
        if (change.restockCancelled() != null) {
            account.restockCancelled = change.restockCancelled();
        }
        if (change.bringsCredentials()) {
            account.liftSuspension();
        }
        return account;
    }

    /// @return empty when there is no such account
    @Transactional
    Optional<AmazonAccount> resume(AccountKey key) {
        var account = AmazonAccount.lock(key);
        account.ifPresent(AmazonAccount::liftSuspension);
        return account;
    }
}
