package io.stockrule.delivery.change;

import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// The memory of what others have changed at Amazon. Rows are never deleted, as those of what was sent are not.
public final class ChangeRows {
    private ChangeRows() {}

    /// @param since when it was looked at before; empty when that is not known
    /// @param submitted what Amazon said was submitted in the marketplace
    public record Noticed(String sellerSku, Optional<Instant> since, Instant at, OptionalInt submitted, Change change) {
        private Noticed of(Change told) {
            return new Noticed(sellerSku, since, at, submitted, told);
        }
    }

    /// One with its number, which tells their order.
    public record Kept(long id, Noticed noticed) {}

    public static void keep(Handle handle, AccountKey account, Collection<Noticed> noticed) {
        if (noticed.isEmpty()) {
            return;
        }
        Columns.of(noticed)
                .texts("skus", Noticed::sellerSku)
                .times("since", row -> row.since().orElse(null))
                .times("at", Noticed::at)
                .ints(
                        "submitted",
                        row -> row.submitted().isPresent() ? row.submitted().getAsInt() : null)
                .ints("before", row -> row.change().before())
                .ints("after", row -> row.change().after())
                .texts("writers", row -> row.change().writer().name())
                .flags("certain", row -> row.change().certain())
                .bindTo(handle.createUpdate("""
                        insert into amazon_change (merchant_id, amazon_account_id, change_id, seller_sku, looked_at_before,
                            noticed_at, submitted, shown_before, shown, writer, certain)
                        select :merchant, :account, nextval('stockrule_id'), k.*
                        from unnest(:skus, :since, :at, :submitted, :before, :after, :writers, :certain)
                            k(seller_sku, looked_at_before, noticed_at, submitted, shown_before, shown, writer, certain)
                        """))
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .execute();
    }

    /// The newest first.
    ///
    /// @param sellerSku of one target only
    /// @param before an id to go on from
    public static List<Kept> list(
            Handle handle, AccountKey account, Optional<String> sellerSku, long before, int limit) {
        return handle.createQuery("""
                        select * from amazon_change
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and change_id < :before <sku>
                        order by change_id desc limit :limit
                        """.replace("<sku>", sellerSku.isPresent() ? "and seller_sku = :sku" : ""))
                .bindMethods(account)
                .bind("before", before)
                .bind("sku", sellerSku.orElse(""))
                .bind("limit", limit)
                .map((RowView row) -> kept(row))
                .list();
    }

    /// Falls of an account that may be sales, and that nobody has looked for in its orders. The oldest first.
    ///
    /// @param until they were noticed by then
    /// @param after an id to go on from
    public static List<Kept> doubtful(Handle handle, AccountKey account, Instant until, long after, int limit) {
        return handle.createQuery("""
                        select * from amazon_change
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and writer = 'SALE' and not certain and not orders_told
                            and change_id > :after and noticed_at <= :until
                        order by change_id limit :limit
                        """)
                .bindMethods(account)
                .bind("until", until)
                .bind("after", after)
                .bind("limit", limit)
                .map((RowView row) -> kept(row))
                .list();
    }

    /// Writes what orders have told of falls.
    ///
    /// @param found by their ids, what each was; nothing where orders cannot tell
    public static void tellByOrders(
            Handle handle, AccountKey account, Collection<Kept> falls, Map<Long, List<Change>> found) {
        var firsts = new ArrayList<Kept>();
        var others = new ArrayList<Noticed>();
        for (var fall : falls) {
            var changes = found.getOrDefault(fall.id(), List.of());
            firsts.add(new Kept(
                    fall.id(),
                    changes.isEmpty() ? fall.noticed() : fall.noticed().of(changes.getFirst())));
            changes.stream().skip(1).map(fall.noticed()::of).forEach(others::add);
        }
        Columns.of(firsts)
                .longs("ids", Kept::id)
                .ints("after", row -> row.noticed().change().after())
                .texts("writers", row -> row.noticed().change().writer().name())
                .flags("certain", row -> row.noticed().change().certain())
                .bindTo(handle.createUpdate("""
                        update amazon_change c set shown = k.shown, writer = k.writer, certain = k.certain,
                            orders_told = true
                        from unnest(:ids, :after, :writers, :certain) k(change_id, shown, writer, certain)
                        where c.merchant_id = :merchantId and c.amazon_account_id = :amazonAccountId
                            and c.change_id = k.change_id
                        """))
                .bindMethods(account)
                .execute();
        keep(handle, account, others);
    }

    private static Kept kept(RowView row) {
        return new Kept(
                row.getColumn("change_id", Long.class),
                new Noticed(
                        row.getColumn("seller_sku", String.class),
                        Optional.ofNullable(row.getColumn("looked_at_before", Instant.class)),
                        row.getColumn("noticed_at", Instant.class),
                        row.getColumn("submitted", OptionalInt.class),
                        new Change(
                                row.getColumn("shown_before", Integer.class),
                                row.getColumn("shown", Integer.class),
                                Writer.valueOf(row.getColumn("writer", String.class)),
                                row.getColumn("certain", Boolean.class))));
    }
}
