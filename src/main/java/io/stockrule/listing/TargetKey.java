package io.stockrule.listing;

import io.stockrule.database.Columns;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;

/// Where one number lives: a seller SKU in an Amazon account. The marketplaces of the account's region share it
/// (https://github.com/amzn/selling-partner-api-models/issues/4356). Seller SKUs compare exactly, as Amazon
/// stores them. Sorted order is the order in which rows are locked, everywhere.
public record TargetKey(AccountKey account, String sellerSku) implements Comparable<TargetKey> {
    private static final Comparator<TargetKey> ORDER =
            Comparator.comparing(TargetKey::account).thenComparing(TargetKey::sellerSku);

    @Override
    public int compareTo(TargetKey other) {
        return ORDER.compare(this, other);
    }

    /// The columns `merchants`, `accounts` and `skus`.
    public static <T> Columns<T> columns(Collection<T> rows, Function<? super T, TargetKey> target) {
        return AccountKey.columns(rows, target.andThen(TargetKey::account))
                .texts("skus", target.andThen(TargetKey::sellerSku));
    }

    public static Columns<TargetKey> columns(Collection<TargetKey> targets) {
        return columns(targets, Function.identity());
    }
}
