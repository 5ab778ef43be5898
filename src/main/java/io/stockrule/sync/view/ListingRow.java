package io.stockrule.sync.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.delivery.DeliveryState;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import io.stockrule.stock.TraceStep;
import io.stockrule.sync.StoredReasons;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/// A listing with its variant and its decision, as one row; where its number stands is added by [#view].
///
/// @param target null for a listing without an Amazon SKU
/// @param trace the steps of the decision; none when nothing was decided yet
record ListingRow(
        ListingKey key,
        long sellingList,
        long shop,
        long variant,
        String sku,
        String title,
        int packSize,
        @Nullable TargetKey target,
        OptionalInt decided,
        String reason,
        List<TraceStep> trace,
        Optional<Instant> decidedAt,
        ListingStatus status,
        ListingStanding standing) {

    static final String SELECT = """
            select l.*, v.sku, v.title, d.quantity, d.reason, d.told, d.decided_at,
                s.delivery_status, s.standing, coalesce(t.asked > t.answered, false) as asked
            """;

    static final String JOINS = """
            left join lateral (
                select sku, title from variant v
                where (v.merchant_id, v.shop_id, v.variant_id) = (l.merchant_id, l.shop_id, l.variant_id)
                offset 0) v on true
            left join lateral (
                select d.*, <reasons> as told from decision d
                where (d.merchant_id, d.listing_id) = (l.merchant_id, l.listing_id)
                offset 0) d on true
            left join lateral (
                select * from listing_state s
                where (s.merchant_id, s.listing_id) = (l.merchant_id, l.listing_id)
                offset 0) s on true
            left join lateral (
                select asked, answered from target t
                where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                    = (l.merchant_id, l.amazon_account_id, l.seller_sku)
                offset 0) t on true
            """.replace("<reasons>", StoredReasons.OF_DECISION);

    static ListingRow read(RowView row, ObjectMapper json) {
        long merchant = row.getColumn("merchant_id", Long.class);
        var account = new AccountKey(merchant, row.getColumn("amazon_account_id", Long.class));
        var sellerSku = row.getColumn("seller_sku", String.class);
        var status = status(
                sellerSku, row.getColumn("delivery_status", String.class), row.getColumn("asked", Boolean.class));
        return new ListingRow(
                new ListingKey(merchant, row.getColumn("listing_id", Long.class)),
                row.getColumn("selling_list_id", Long.class),
                row.getColumn("shop_id", Long.class),
                row.getColumn("variant_id", Long.class),
                text(row, "sku"),
                text(row, "title"),
                row.getColumn("pack_size", Integer.class),
                sellerSku == null ? null : new TargetKey(account, sellerSku),
                row.getColumn("quantity", OptionalInt.class),
                text(row, "reason"),
                StoredReasons.read(row.getColumn("told", String.class), json).steps(),
                Optional.ofNullable(row.getColumn("decided_at", Instant.class)),
                status,
                standing(status, row.getColumn("standing", String.class), row.getColumn("asked", Boolean.class)));
    }

    /// @param delivery where the target stands, as TargetStatus names it; null while nothing was handed over for it
    private static ListingStatus status(@Nullable String sellerSku, @Nullable String delivery, boolean asked) {
        if (sellerSku == null) {
            return ListingStatus.NOT_LINKED;
        }
        var status = delivery == null ? ListingStatus.PENDING_LINKING : ListingStatus.valueOf(delivery);
        return asked && status == ListingStatus.LINKED ? ListingStatus.PENDING_QUANTITY_UPDATE : status;
    }

    private static ListingStanding standing(ListingStatus status, @Nullable String stored, boolean asked) {
        var standing = stored == null ? ListingStanding.NOT_LINKED : ListingStanding.valueOf(stored);
        return asked && status == ListingStatus.PENDING_QUANTITY_UPDATE ? ListingStanding.WAITING : standing;
    }

    /// @param state where the target stands; empty while nothing was handed over for it
    ListingView view(Optional<DeliveryState> state) {
        return new ListingView(
                key.listingId(),
                sellingList,
                shop,
                variant,
                sku,
                title,
                Optional.ofNullable(target).map(TargetKey::sellerSku),
                packSize,
                status.displayName(),
                standing.displayName(),
                state.map(known -> known.status().reason()).orElse(reason),
                available(),
                decided,
                trace.stream().map(TraceStep::sentence).collect(Collectors.joining(" · ")),
                decidedAt,
                state.map(DeliveryState::sent).orElse(OptionalInt.empty()),
                state.flatMap(DeliveryState::sentAt),
                state.flatMap(DeliveryState::acceptedAt),
                state.flatMap(DeliveryState::effectiveAt),
                state.map(DeliveryState::shown).orElse(OptionalInt.empty()),
                state.flatMap(DeliveryState::obstacle));
    }

    /// A decision begins with counting, from nothing to what is available.
    private OptionalLong available() {
        return trace.stream()
                .findFirst()
                .filter(first -> first.before().isEmpty())
                .map(TraceStep::after)
                .orElse(OptionalLong.empty());
    }

    private static String text(RowView row, String column) {
        return Objects.requireNonNullElse(row.getColumn(column, String.class), "");
    }
}
