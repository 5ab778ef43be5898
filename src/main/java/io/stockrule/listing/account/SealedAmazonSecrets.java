package io.stockrule.listing.account;

import io.stockrule.access.SealedColumns;
import io.stockrule.access.SealedSecrets;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The encrypted secrets of Amazon accounts, as they lie in the database. Access tokens are none of them:
/// nobody enters those, and one that cannot be read is fetched anew.
@ApplicationScoped
class SealedAmazonSecrets implements SealedSecrets {
    private static final SealedColumns COLUMNS = new SealedColumns(
            "amazon-account",
            "amazon_account",
            "amazon_account_id",
            List.of("client_secret", "other_client_secret", "refresh_token"));

    private static final int BATCH = 1_000;

    private final Jdbi database;
    private final AmazonAccounts accounts;

    SealedAmazonSecrets(Jdbi database, AmazonAccounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /// By having them read, a batch at a time: an account that cannot be is noted then.
    @Override
    public void noteUnreadable() {
        var last = new AccountKey(0, 0);
        for (var batch = next(last); !batch.isEmpty(); batch = next(last)) {
            accounts.credentials(batch);
            last = batch.getLast();
        }
    }

    private List<AccountKey> next(AccountKey after) {
        return database.withHandle(handle -> handle.createQuery("""
                        select merchant_id, amazon_account_id from amazon_account
                        where (merchant_id, amazon_account_id) > (:merchantId, :amazonAccountId)
                        order by 1, 2 limit :batch
                        """)
                .bindMethods(after)
                .bind("batch", BATCH)
                .map((row, _) -> new AccountKey(row.getLong(1), row.getLong(2)))
                .list());
    }

    @Override
    public List<Sealed> someOfEachKey() {
        return COLUMNS.someOfEachKey(database);
    }
}
