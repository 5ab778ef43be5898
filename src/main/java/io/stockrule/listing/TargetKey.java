package io.stockrule.listing;

import java.util.Comparator;

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
}
