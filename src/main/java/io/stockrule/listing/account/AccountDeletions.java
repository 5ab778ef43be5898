package io.stockrule.listing.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.database.LongStatements;
import io.stockrule.listing.AccountDeleted;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.StaleTargets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Deletes Amazon accounts. The account goes at once with its secrets and its Selling Lists, which are few rows:
/// whoever lists, links, decides, sends or reads for it finds none. Their listings, and what else carries its id, go
/// afterwards, part by part ([AccountDeletionWorker]).
///
/// Whoever lets a number leave for Amazon holds the account until that is committed, and one that has not left
/// soon after that never does. The answer to a deletion waits for so long: no number leaves after it.
@ApplicationScoped
class AccountDeletions {
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(30);

    private final Jdbi database;
    private final StaleTargets stale;
    private final InstantSource time;
    private final Event<AccountDeleted> deleted;

    AccountDeletions(Jdbi database, StaleTargets stale, InstantSource time, Event<AccountDeleted> deleted) {
        this.database = database;
        this.stale = stale;
        this.time = time;
        this.deleted = deleted;
    }

    /// What became of the wish to delete an account.
    sealed interface Deletion {
        record Begun() implements Deletion {}

        /// The caller has not seen what goes with the account.
        record NotConfirmed(AccountDeletionOutlook outlook) implements Deletion {}

        record NoSuchAccount() implements Deletion {}
    }

    /// @return empty if there is no such account
    Optional<AccountDeletionOutlook> outlook(AccountKey account) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(handle -> outlook(handle, account)));
    }

    /// Counts before it holds anything: stock changes would wait for that.
    ///
    /// @param listings how many the caller knows would go with the account; empty if it did not ask
    Deletion delete(AccountKey account, Optional<Long> listings) {
        var outlook = outlook(account);
        if (outlook.isEmpty()) {
            return new Deletion.NoSuchAccount();
        }
        if (!listings.equals(Optional.of(outlook.get().listings()))) {
            return new Deletion.NotConfirmed(outlook.get());
        }
        return QuarkusTransaction.requiringNew().call(() -> delete(account))
                ? new Deletion.Begun()
                : new Deletion.NoSuchAccount();
    }

    /// Of shops that are being deleted no listing is counted.
    private static Optional<AccountDeletionOutlook> outlook(Handle handle, AccountKey account) {
        LongStatements.allow(handle, LONGEST_COUNT); // a million listings to be counted
        return handle.createQuery("""
                        select lists.number, l.listings, l.linked
                        from amazon_account a
                        cross join lateral (
                            select count(*) number from selling_list
                            where merchant_id = a.merchant_id and amazon_account_id = a.amazon_account_id) lists
                        cross join lateral (
                            select count(*) listings, count(seller_sku) linked
                            from selling_list s
                            join listing using (merchant_id, selling_list_id)
                            join shop using (merchant_id, shop_id)
                            where s.merchant_id = a.merchant_id and s.amazon_account_id = a.amazon_account_id) l
                        where a.merchant_id = :merchantId and a.amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .map((row, _) -> AccountDeletionOutlook.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                .findOne();
    }

    private boolean delete(AccountKey account) {
        stale.linksChange(account.merchantId()); // so that no listing comes into its lists meanwhile
        boolean found = database.withHandle(handle -> hold(handle, account));
        if (found) {
            database.useHandle(handle -> remove(handle, account));
            deleted.fire(new AccountDeleted(account));
        }
        return found;
    }

    /// Waits for those who hold it themselves.
    private static boolean hold(Handle handle, AccountKey account) {
        return handle.createQuery("""
                        select true from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        for update
                        """)
                .bindMethods(account)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    private void remove(Handle handle, AccountKey account) {
        var now = time.instant();
        handle.createUpdate("""
                        insert into former_account (merchant_id, amazon_account_id, name, region, seller_id, gone_at)
                        select merchant_id, amazon_account_id, name, region, seller_id, :now from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """).bindMethods(account).bind("now", now).execute();
        handle.createUpdate("""
                        insert into account_deletion (merchant_id, amazon_account_id, selling_lists, started_at, due_at)
                        values (:merchantId, :amazonAccountId, :lists, :now, :now)
                        """)
                .bindMethods(account)
                .bindArray("lists", Long.class, removeLists(handle, account))
                .bind("now", now)
                .execute();
        handle.createUpdate("""
                        delete from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """).bindMethods(account).execute();
    }

    private static List<Long> removeLists(Handle handle, AccountKey account) {
        return handle.createQuery("""
                        delete from selling_list
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        returning selling_list_id
                        """).bindMethods(account).mapTo(Long.class).list();
    }
}
