package io.stockrule.listing;

/// One Amazon account of one merchant.
public record AccountKey(long merchantId, long amazonAccountId) implements Comparable<AccountKey> {
    @Override
    public int compareTo(AccountKey other) {
        return merchantId != other.merchantId
                ? Long.compare(merchantId, other.merchantId)
                : Long.compare(amazonAccountId, other.amazonAccountId);
    }
}
