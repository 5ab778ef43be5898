package io.stockrule.simulator.shopify;

/// Where a bulk operation is in its outermost connection. Arguments and cursors of the query are not looked at there.
final class BulkPage {
    private long last;
    private boolean more;

    /// The key after which the next page begins.
    long after() {
        return last;
    }

    void read(long last, boolean more) {
        this.last = last;
        this.more = more;
    }

    boolean hasMore() {
        return more;
    }
}
