package io.stockrule.sync;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.DeliveryState;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.ListingStatus;
import io.stockrule.listing.TargetKey;
import io.stockrule.stock.TraceStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/// Reads listings together with what was decided about them and where their numbers stand.
@ApplicationScoped
class ListingViews {
    private static final String LISTINGS = """
            select l.*, v.sku, v.title, d.quantity, d.reason, d.trace, d.decided_at,
                coalesce(t.asked > t.answered, false) as asked
            from listing l
            left join variant v using (merchant_id, shop_id, variant_id)
            left join decision d using (merchant_id, listing_id)
            left join target t on t.merchant_id = l.merchant_id
                and t.amazon_account_id = l.amazon_account_id and t.seller_sku = l.seller_sku
            where l.merchant_id = :merchant and l.listing_id > :after
              and (:list::bigint is null or l.selling_list_id = :list)
              and (:sku::text is null or v.sku = :sku or l.seller_sku = :sku)
              and (:listing::bigint is null or l.listing_id = :listing)
            order by l.listing_id
            limit :limit
            """;

    private final Jdbi database;
    private final Deliveries deliveries;
    private final ObjectMapper json;

    ListingViews(Jdbi database, Deliveries deliveries, ObjectMapper json) {
        this.database = database;
        this.deliveries = deliveries;
        this.json = json;
    }

    /// Which listings; what is null does not restrict them.
    record Filter(
            @Nullable Long sellingList,
            @Nullable String sku,
            @Nullable Long listing) {}

    /// One row of the query; the target is null for a listing without an Amazon SKU.
    private record Row(ListingView view, @Nullable TargetKey target, boolean asked) {}

    /// Listings in the order of their ids.
    ///
    /// @param after id of the last listing already seen, 0 for the first page
    @Transactional
    List<ListingView> list(long merchantId, Filter filter, long after, int limit) {
        var rows = database.withHandle(handle -> handle.createQuery(LISTINGS)
                .bind("merchant", merchantId)
                .bind("after", after)
                .bind("list", filter.sellingList())
                .bind("sku", filter.sku())
                .bind("listing", filter.listing())
                .bind("limit", limit)
                .map((RowView row) -> read(row))
                .list());
        Map<TargetKey, DeliveryState> states =
                deliveries
                        .states(rows.stream()
                                .map(Row::target)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(DeliveryState::target, Function.identity()));
        return rows.stream().map(row -> complete(row, states)).toList();
    }

    private Row read(RowView row) {
        var sellerSku = Optional.ofNullable(row.getColumn("seller_sku", String.class));
        var view = new ListingView(
                row.getColumn("listing_id", Long.class),
                row.getColumn("selling_list_id", Long.class),
                row.getColumn("shop_id", Long.class),
                row.getColumn("variant_id", Long.class),
                text(row, "sku"),
                text(row, "title"),
                sellerSku,
                row.getColumn("pack_size", Integer.class),
                "",
                text(row, "reason"),
                row.getColumn("quantity", OptionalInt.class),
                sentence(row.getColumn("trace", String.class)),
                Optional.ofNullable(row.getColumn("decided_at", Instant.class)),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
        var account = new AccountKey(
                row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class));
        return new Row(
                view,
                sellerSku.map(sku -> new TargetKey(account, sku)).orElse(null),
                row.getColumn("asked", Boolean.class));
    }

    private static ListingView complete(Row row, Map<TargetKey, DeliveryState> states) {
        var view = row.view();
        var state = row.target() == null ? null : states.get(row.target());
        if (state == null) {
            var status = row.target() == null ? ListingStatus.NOT_LINKED : ListingStatus.PENDING_LINKING;
            return with(view, status, view.reason(), null);
        }
        var status = switch (state.status().kind()) {
            case PENDING_LINKING -> ListingStatus.PENDING_LINKING;
            case LINKED -> row.asked() ? ListingStatus.PENDING_QUANTITY_UPDATE : ListingStatus.LINKED;
            case LINKING_ERROR -> ListingStatus.LINKING_ERROR;
            case PENDING_QUANTITY_UPDATE -> ListingStatus.PENDING_QUANTITY_UPDATE;
            case UPDATE_ERROR -> ListingStatus.UPDATE_ERROR;
        };
        return with(view, status, state.status().reason(), state);
    }

    private static ListingView with(
            ListingView view, ListingStatus status, String reason, @Nullable DeliveryState state) {
        return new ListingView(
                view.id(),
                view.sellingList(),
                view.shop(),
                view.variant(),
                view.sku(),
                view.title(),
                view.sellerSku(),
                view.packSize(),
                status.displayName(),
                reason,
                view.decided(),
                view.because(),
                view.decidedAt(),
                state == null ? OptionalInt.empty() : state.sent(),
                state == null ? Optional.empty() : state.sentAt(),
                state == null ? Optional.empty() : state.acceptedAt(),
                state == null ? Optional.empty() : state.effectiveAt(),
                state == null ? OptionalInt.empty() : state.shown());
    }

    private String sentence(@Nullable String trace) {
        if (trace == null) {
            return "";
        }
        try {
            return json.readValue(trace, new TypeReference<List<TraceStep>>() {}).stream()
                    .map(TraceStep::sentence)
                    .collect(Collectors.joining(" · "));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored trace could not be read", e);
        }
    }

    private static String text(RowView row, String column) {
        return Objects.requireNonNullElse(row.getColumn(column, String.class), "");
    }
}
