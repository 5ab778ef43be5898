package io.stockrule.delivery.order;

import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import io.stockrule.stock.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// What one line of an order takes of one inventory item.
///
/// @param each units of the item in one of what Amazon sells (pack size, times its share in a bundle)
/// @param units of the item that count
/// @param heldSince the line was cancelled then, and counts until Shopify has its units back
/// @param ended why it does not count any more; empty while it does
record OrderPart(
        Key key,
        long each,
        long units,
        Instant placedAt,
        Optional<Instant> heldSince,
        Instant expiresAt,
        Optional<End> ended) {
    /// Oldest first; of those of the same moment always the same first.
    static final Comparator<OrderPart> BY_AGE =
            Comparator.comparing(OrderPart::placedAt).thenComparing(OrderPart::key);

    enum End {
        /// Shopify's stock has fallen by as much.
        REFLECTED,
        /// It was cancelled, and Shopify's stock has risen by as much since.
        RISEN,
        /// It was cancelled.
        CANCELLED,
        /// Its time was over.
        EXPIRED
    }

    /// Sorted order is the order in which rows are locked, everywhere.
    record Key(ItemKey item, long account, String orderId, String lineId) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::item)
                .thenComparingLong(Key::account)
                .thenComparing(Key::orderId)
                .thenComparing(Key::lineId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        AccountKey accountKey() {
            return new AccountKey(item.merchantId(), account);
        }
    }

    /// What becomes of units that are cancelled.
    enum Restock {
        /// They do not count any more, at once.
        AT_ONCE,
        /// They count until Shopify has them back, or knew them before.
        WHEN_SHOPIFY_RISES
    }

    /// What Amazon says of its line now, and what its account wants.
    ///
    /// @param units that are not cancelled
    /// @param at since when that is so
    record Told(long units, Instant at, Restock restock) {}

    /// What time makes of it.
    OrderPart at(Instant now) {
        return expiresAt.isAfter(now) ? this : ended(End.EXPIRED);
    }

    /// What is made of what Amazon says. Of a line that is cancelled in part and to be held, all counts.
    OrderPart after(Told line, Instant now, Duration expiry) {
        if (line.units() > 0) {
            return line.restock() == Restock.AT_ONCE ? counting(Math.min(units, line.units() * each)) : this;
        }
        return switch (line.restock()) {
            case AT_ONCE -> ended(End.CANCELLED);
            case WHEN_SHOPIFY_RISES -> heldSince.isPresent() ? this : held(line.at(), now.plus(expiry));
        };
    }

    OrderPart ended(End how) {
        return new OrderPart(key, each, units, placedAt, heldSince, expiresAt, Optional.of(how));
    }

    private OrderPart counting(long left) {
        return new OrderPart(key, each, left, placedAt, heldSince, expiresAt, ended);
    }

    private OrderPart held(Instant since, Instant until) {
        return new OrderPart(key, each, units, placedAt, Optional.of(since), until, ended);
    }

    /// The columns `merchants`, `shops`, `items`, `accounts`, `orders` and `lines`.
    static Columns<OrderPart> columns(Collection<OrderPart> parts) {
        return ItemKey.columns(parts, part -> part.key().item())
                .longs("accounts", part -> part.key().account())
                .texts("orders", part -> part.key().orderId())
                .texts("lines", part -> part.key().lineId());
    }
}
