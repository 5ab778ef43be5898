package io.stockrule.delivery.order;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AccountLeftovers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What is known of orders and goes: with its account, with the switch, or because it is old.
@ApplicationScoped
class LeftOrders implements AccountLeftovers {
    /// Longer than anybody asks why a number was sent; that itself is kept with the number.
    private static final Duration SHOWN_AFTERWARDS = Duration.ofHours(48);

    /// In the order in which everybody locks them.
    private static final String PARTS = """
            with part as (
                select * from order_part
                where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                order by merchant_id, shop_id, inventory_item_id, amazon_account_id, order_id, line_id limit :most
                for update)
            delete from order_part p using part
            where (p.merchant_id, p.shop_id, p.inventory_item_id, p.amazon_account_id, p.order_id, p.line_id)
                = (part.merchant_id, part.shop_id, part.inventory_item_id, part.amazon_account_id, part.order_id,
                    part.line_id)
            """;

    private static final String LINES = """
            with line as (
                select * from order_line
                where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                order by order_id, line_id limit :most
                for update)
            delete from order_line l using line
            where (l.merchant_id, l.amazon_account_id, l.order_id, l.line_id)
                = (line.merchant_id, line.amazon_account_id, line.order_id, line.line_id)
            """;

    /// Its row is held by whoever stores what was read: when it is gone, nothing is stored any more.
    private static final String READING = """
            delete from order_reading where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
            """;

    /// What has ended is not locked by anybody, and what counts does not go.
    private static final String OLD_PARTS = """
            delete from order_part p using (
                select ctid from order_part where ended_at < :before limit :most) old
            where p.ctid = old.ctid
            """;

    private static final String OLD_LINES = """
            delete from order_line l using (
                select ctid from order_line o where placed_at < :before and not exists (
                    select from order_part p
                    where (p.merchant_id, p.amazon_account_id, p.order_id, p.line_id)
                        = (o.merchant_id, o.amazon_account_id, o.order_id, o.line_id))
                limit :most) old
            where l.ctid = old.ctid
            """;

    private static final String OLD_MOVES = """
            delete from stock_move m using (
                select ctid from stock_move where moved_at < :before limit :most) old
            where m.ctid = old.ctid
            """;

    private final Jdbi database;

    LeftOrders(Jdbi database) {
        this.database = database;
    }

    @Override
    public int delete(AccountKey account, int most) {
        return database.withHandle(handle -> {
            int rows = handle.createUpdate(READING).bindMethods(account).execute();
            rows = rows > 0 ? rows : delete(handle, PARTS, account, most);
            return rows > 0 ? rows : delete(handle, LINES, account, most);
        });
    }

    private static int delete(Handle handle, String what, AccountKey account, int most) {
        return handle.createUpdate(what).bindMethods(account).bind("most", most).execute();
    }

    /// Of an account that is switched off, if it still is: its orders do not count any more.
    ///
    /// @return whether it is
    static boolean forget(Handle handle, AccountKey account) {
        boolean off = handle.createQuery("""
                        select true from order_reading r
                        join amazon_account a on a.merchant_id = r.merchant_id
                            and a.amazon_account_id = r.amazon_account_id
                        where r.merchant_id = :merchantId and r.amazon_account_id = :amazonAccountId
                            and not a.subtract_orders
                        for update of r
                        """)
                .bindMethods(account)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
        if (off) {
            delete(handle, PARTS, account, Integer.MAX_VALUE);
            delete(handle, LINES, account, Integer.MAX_VALUE);
            handle.createUpdate(READING).bindMethods(account).execute();
        }
        return off;
    }

    /// How long after it was placed an order's lines are there, whether they count or not.
    static Duration remembered(Duration expiry) {
        return expiry.plus(SHOWN_AFTERWARDS);
    }

    /// @return how many rows are gone; 0 if none is left that is old
    static int forgetOld(Handle handle, Instant now, Duration expiry, int most) {
        return forgetOld(handle, OLD_PARTS, now.minus(SHOWN_AFTERWARDS), most)
                + forgetOld(handle, OLD_LINES, now.minus(remembered(expiry)), most)
                + forgetOld(handle, OLD_MOVES, now.minus(expiry), most);
    }

    private static int forgetOld(Handle handle, String what, Instant before, int most) {
        return handle.createUpdate(what)
                .bind("before", before)
                .bind("most", most)
                .execute();
    }
}
