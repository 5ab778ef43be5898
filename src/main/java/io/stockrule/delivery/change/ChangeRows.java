package io.stockrule.delivery.change;

import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// The memory of what others have changed at Amazon. Rows are never deleted, as those of what was sent are not.
public final class ChangeRows {
    private ChangeRows() {}

    /// @param since when it was looked at before; empty when that is not known
    /// @param submitted what Amazon said was submitted in the marketplace
    public record Noticed(
            String sellerSku, Optional<Instant> since, Instant at, OptionalInt submitted, Change change) {}

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
