package io.stockrule.delivery.notification;

import io.stockrule.delivery.notification.ReceivedNotification.OfAccount;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// What Amazon says of sellers' accounts, marketplace by marketplace. One that is deactivated wherever anything was
/// said
/// of it is sent nothing, until Amazon says otherwise or a person does.
@ApplicationScoped
class SellerStandings {
    /// It is told to whoever asks for the account, and by this it is known whose suspension it is.
    static final String DEACTIVATED = "Amazon has deactivated the seller's account, so nothing can be sold. To do: see"
            + " Account Health in Seller Central. Numbers are sent again when Amazon says that the account is active, or"
            + " when you lift the pause";

    /// Should Amazon's word not reach us, it is tried again after this.
    private static final Duration AT_MOST = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(SellerStandings.class);

    private static final String OF_SELLER = """
            select merchant_id, amazon_account_id from amazon_account where seller_id = :seller order by 1, 2
            """;

    /// The account is held, and so are its statuses: they are all of one row's making.
    private static final String HOLD = """
            select true from amazon_account
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and seller_id = :seller
            for no key update
            """;

    private static final String NOTE = """
            insert into amazon_account_status as s (merchant_id, amazon_account_id, marketplace, status, event_at)
            values (:merchantId, :amazonAccountId, :marketplace, :status, :at)
            on conflict (merchant_id, amazon_account_id, marketplace)
                do update set status = excluded.status, event_at = excluded.event_at
                where s.event_at < excluded.event_at
            """;

    private static final String IS_DEACTIVATED = """
            select bool_and(status = 'DEACTIVATED') from amazon_account_status
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
            """;

    private final InstantSource time;

    SellerStandings(InstantSource time) {
        this.time = time;
    }

    /// @return false if nobody here has connected that seller
    boolean note(Handle handle, OfAccount notification) {
        List<AccountKey> accounts = handle.createQuery(OF_SELLER)
                .bind("seller", notification.seller())
                .map((row, _) -> new AccountKey(row.getLong(1), row.getLong(2)))
                .list();
        accounts.forEach(account -> note(handle, account, notification));
        return !accounts.isEmpty();
    }

    private void note(Handle handle, AccountKey account, OfAccount notification) {
        boolean there = handle.createQuery(HOLD)
                .bindMethods(account)
                .bind("seller", notification.seller())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
        var now = time.instant();
        if (there && isNews(handle, account, notification, now)) {
            boolean deactivated = handle.createQuery(IS_DEACTIVATED)
                    .bindMethods(account)
                    .mapTo(Boolean.class)
                    .one();
            if (deactivated) {
                LOG.warnf("%s: Amazon has deactivated the seller's account", account);
                AmazonAccounts.pause(handle, account, DEACTIVATED, now.plus(AT_MOST));
            } else if (AmazonAccounts.endPause(handle, account, DEACTIVATED)) {
                LOG.infof("%s: Amazon has activated the seller's account again", account);
            }
        }
    }

    /// One from the future would make those after it look old.
    private static boolean isNews(Handle handle, AccountKey account, OfAccount notification, Instant now) {
        return handle.createUpdate(NOTE)
                        .bindMethods(account)
                        .bind("marketplace", notification.marketplace().orElse(""))
                        .bind("status", notification.status())
                        .bind("at", notification.at().isAfter(now) ? now : notification.at())
                        .execute()
                > 0;
    }
}
