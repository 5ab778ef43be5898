package io.stockrule.listing;

import io.stockrule.database.Columns;
import java.util.Collection;
import java.util.function.Function;

/// One Amazon account of one merchant.
public record AccountKey(long merchantId, long amazonAccountId) implements Comparable<AccountKey> {
    @Override
    public int compareTo(AccountKey other) {
        return merchantId != other.merchantId
                ? Long.compare(merchantId, other.merchantId)
                : Long.compare(amazonAccountId, other.amazonAccountId);
    }

    /// The columns `merchants` and `accounts`.
    public static <T> Columns<T> columns(Collection<T> rows, Function<? super T, AccountKey> account) {
        return Columns.of(rows)
                .longs("merchants", account.andThen(AccountKey::merchantId))
                .longs("accounts", account.andThen(AccountKey::amazonAccountId));
    }

    public static Columns<AccountKey> columns(Collection<AccountKey> accounts) {
        return columns(accounts, Function.identity());
    }
}
