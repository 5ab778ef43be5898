package io.stockrule.delivery.order;

import io.stockrule.listing.AccountKey;
import java.time.Instant;

/// A reading of an account's orders that the caller may do until its lease ends.
///
/// @param fence of the lease: what is read is stored only if no other began meanwhile
/// @param since orders that were placed before do not count
/// @param readUntil what was changed before has been read; Amazon's time
/// @param failures in a row
record OrderReading(AccountKey account, long fence, Instant since, Instant readUntil, int failures) {
    @Override
    public String toString() {
        return "the reading of the orders of " + account;
    }
}
