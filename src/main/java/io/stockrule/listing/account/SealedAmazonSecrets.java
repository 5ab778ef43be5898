package io.stockrule.listing.account;

import io.stockrule.access.SealedSecrets;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The encrypted secrets of Amazon accounts, as they lie in the database.
@ApplicationScoped
class SealedAmazonSecrets implements SealedSecrets {
    private static final String SOME = """
            select merchant_id || '/' || amazon_account_id id, kind, secret
            from (
                select merchant_id, amazon_account_id, kind, secret,
                    row_number() over (partition by substring(secret from 1 for :keyBytes), kind
                        order by merchant_id, amazon_account_id) number
                from amazon_account
                cross join lateral (values ('client-secret', client_secret), ('refresh-token', refresh_token)) kept (kind, secret)
                where secret is not null
            ) numbered
            where number <= 3
            """;

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
        return database.withHandle(handle -> handle.createQuery(SOME)
                .bind("keyBytes", KEY_BYTES)
                .map((row, _) -> new Sealed(
                        row.getBytes("secret"),
                        "amazon-account " + row.getString("id"),
                        "amazon-account/%s/%s".formatted(row.getString("id"), row.getString("kind"))))
                .list());
    }
}
