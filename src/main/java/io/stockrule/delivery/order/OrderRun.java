package io.stockrule.delivery.order;

import io.stockrule.delivery.marketplace.OrdersAnswer;
import java.time.Instant;
import java.util.Optional;

/// How far a reading is. It is in memory alone: a reading that is cut begins again where the last whole one
/// ended.
///
/// @param from what was changed since is asked for
/// @param page which is next; empty for the first
/// @param until what was changed before is read when the last page is; empty until Amazon says so
/// @param remark what was odd about the pages
/// @param tries how often in a row the page that is next was asked for in vain
record OrderRun(
        OrderReading reading,
        Instant begunAt,
        Instant from,
        Optional<String> page,
        Optional<Instant> until,
        Optional<String> remark,
        int tries) {
    /// The page was stored. What the first one leaves out, the others leave out, too.
    OrderRun after(OrdersAnswer.Page stored) {
        return new OrderRun(
                reading, begunAt, from, stored.next(), until.or(stored::changedBefore), remark.or(stored::odd), 0);
    }

    OrderRun inVain() {
        return new OrderRun(reading, begunAt, from, page, until, remark, tries + 1);
    }
}
