package io.stockrule.delivery.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What was ordered of an account and counts now, and how far its orders are read.
@Path("/api/v1/amazon-accounts/{id}/orders")
@RolesAllowed(Role.MERCHANT)
class OrderResource {
    private static final int MOST = 500;

    private static final String READING = """
            select a.subtract_orders, a.orders_problem, r.since, r.read_at, r.read_until, r.due_at, r.remark
            from amazon_account a
            left join order_reading r on r.merchant_id = a.merchant_id and r.amazon_account_id = a.amazon_account_id
            where a.merchant_id = :merchantId and a.amazon_account_id = :amazonAccountId
            """;

    private static final String COUNTING = """
            select l.*, sum(p.units)::bigint taken, bool_or(p.held_since is not null) held, max(p.expires_at) until
            from order_part p
            join order_line l using (merchant_id, amazon_account_id, order_id, line_id)
            join amazon_account a using (merchant_id, amazon_account_id)
            where p.merchant_id = :merchantId and p.amazon_account_id = :amazonAccountId and p.ended is null
                and p.expires_at > :now and a.subtract_orders
            group by l.merchant_id, l.amazon_account_id, l.order_id, l.line_id
            order by l.placed_at, l.order_id, l.line_id
            limit :most
            """;

    private final CurrentMerchant merchant;
    private final Jdbi database;
    private final InstantSource time;

    OrderResource(CurrentMerchant merchant, Jdbi database, InstantSource time) {
        this.merchant = merchant;
        this.database = database;
        this.time = time;
    }

    /// @param subtractOrders whether they are subtracted
    /// @param since orders that were placed before do not count; absent until the first reading is planned
    /// @param readAt when all was read last
    /// @param readUntil what Amazon changed before has been read
    /// @param nextAt when it is read next
    /// @param problem why it cannot be read, and what to do
    /// @param remark what was odd about what was read last
    /// @param counting what counts now, the oldest first, 500 at most
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OrdersView(
            boolean subtractOrders,
            Optional<Instant> since,
            Optional<Instant> readAt,
            Optional<Instant> readUntil,
            Optional<Instant> nextAt,
            Optional<String> problem,
            Optional<String> remark,
            List<LineView> counting) {}

    /// @param ordered as often as the buyer ordered what is offered
    /// @param units that this takes of the stock
    /// @param cancelled it counts although it is cancelled, until Shopify has its units back
    /// @param until it counts at most
    record LineView(
            String orderId,
            String sellerSku,
            int ordered,
            long units,
            boolean cancelled,
            Instant placedAt,
            Instant until) {}

    @GET
    public OrdersView get(@RestPath long id) {
        var account = new AccountKey(merchant.id(), id);
        var counting = counting(account);
        return database.withHandle(handle -> handle.createQuery(READING)
                        .bindMethods(account)
                        .map((RowView row) -> view(row, counting))
                        .findOne())
                .orElseThrow(() -> Problem.notFound("Amazon account"));
    }

    private List<LineView> counting(AccountKey account) {
        return database.withHandle(handle -> handle.createQuery(COUNTING)
                .bindMethods(account)
                .bind("now", time.instant())
                .bind("most", MOST)
                .map((RowView row) -> new LineView(
                        row.getColumn("order_id", String.class),
                        row.getColumn("seller_sku", String.class),
                        row.getColumn("ordered", Integer.class),
                        row.getColumn("taken", Long.class),
                        row.getColumn("held", Boolean.class),
                        row.getColumn("placed_at", Instant.class),
                        row.getColumn("until", Instant.class)))
                .list());
    }

    private static OrdersView view(RowView row, List<LineView> counting) {
        return new OrdersView(
                row.getColumn("subtract_orders", Boolean.class),
                Optional.ofNullable(row.getColumn("since", Instant.class)),
                Optional.ofNullable(row.getColumn("read_at", Instant.class)),
                Optional.ofNullable(row.getColumn("read_until", Instant.class)),
                Optional.ofNullable(row.getColumn("due_at", Instant.class)),
                Optional.ofNullable(row.getColumn("orders_problem", String.class)),
                Optional.ofNullable(row.getColumn("remark", String.class)),
                counting);
    }
}
