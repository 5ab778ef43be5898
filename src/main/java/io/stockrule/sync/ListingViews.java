package io.stockrule.sync;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.database.Columns;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.DeliveryState;
import io.stockrule.listing.ListingStatus;
import io.stockrule.listing.TargetKey;
import io.stockrule.stock.TraceStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Reads listings together with what was decided about them and where their numbers stand: two statements,
/// whatever the number of listings.
@ApplicationScoped
class ListingViews {
    /// The pattern is applied under a collation that knows the case of every letter, whatever the database's own.
    private static final String PAGE = ListingRow.SELECT + "from listing l\n" + ListingRow.JOINS + """
            where l.merchant_id = :merchant and l.listing_id > :after
              and (:list::bigint is null or l.selling_list_id = :list)
              and (:sku::text is null or v.sku = :sku or l.seller_sku = :sku)
              and (:listing::bigint is null or l.listing_id = :listing)
              and (:pattern::text is null or v.title collate "pg_c_utf8" ilike :pattern
                  or v.sku collate "pg_c_utf8" ilike :pattern
                  or l.seller_sku collate "pg_c_utf8" ilike :pattern)
              and (%s)
            order by l.listing_id
            limit :limit
            """;

    private static final String BY_KEY = ListingRow.SELECT + """
            from unnest(:merchants, :listings) k(merchant_id, listing_id)
            join listing l using (merchant_id, listing_id)
            """ + ListingRow.JOINS;

    private static final String COUNTS = """
            select case when l.seller_sku is null then 'NOT_LINKED' else coalesce(y.status, 'PENDING_LINKING') end,
                count(*)
            from listing l
            left join delivery y on y.merchant_id = l.merchant_id
                and y.amazon_account_id = l.amazon_account_id and y.seller_sku = l.seller_sku
            where l.merchant_id = :merchant
            group by 1
            """;

    private final Jdbi database;
    private final Deliveries deliveries;
    private final ObjectMapper json;

    ListingViews(Jdbi database, Deliveries deliveries, ObjectMapper json) {
        this.database = database;
        this.deliveries = deliveries;
        this.json = json;
    }

    /// Listings in the order of their ids.
    ///
    /// @param after id of the last listing already seen, 0 for the first page
    @Transactional
    List<ListingView> page(long merchantId, ListingFilter filter, long after, int limit) {
        var rows = database.withHandle(handle -> handle.createQuery(PAGE.formatted(filter.statusCondition()))
                .bind("merchant", merchantId)
                .bind("after", after)
                .bind("list", filter.sellingList())
                .bind("sku", filter.sku())
                .bind("listing", filter.listing())
                .bind("pattern", filter.pattern())
                .bind("limit", limit)
                .map((RowView row) -> ListingRow.read(row, this::trace))
                .list());
        return List.copyOf(views(rows).values());
    }

    /// These listings, of whatever merchants; those that are gone are missing.
    @Transactional
    Map<ListingKey, ListingView> of(Collection<ListingKey> listings) {
        var asked = Columns.of(listings)
                .longs("merchants", ListingKey::merchantId)
                .longs("listings", ListingKey::listingId);
        var rows = database.withHandle(handle -> asked.bindTo(handle.createQuery(BY_KEY))
                .map((RowView row) -> ListingRow.read(row, this::trace))
                .list());
        return views(rows);
    }

    /// How many listings a merchant has in each status; statuses without any are missing.
    @Transactional
    Map<ListingStatus, Long> counts(long merchantId) {
        var counts = new EnumMap<ListingStatus, Long>(ListingStatus.class);
        database.useHandle(handle -> handle.createQuery(COUNTS)
                .bind("merchant", merchantId)
                .map((row, _) -> Map.entry(ListingStatus.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
        return counts;
    }

    private Map<ListingKey, ListingView> views(List<ListingRow> rows) {
        var targets = rows.stream()
                .map(ListingRow::target)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<TargetKey, DeliveryState> states =
                deliveries.states(targets).stream().collect(toMap(DeliveryState::target, Function.identity()));
        var views = new LinkedHashMap<ListingKey, ListingView>();
        for (var row : rows) {
            var state = Optional.ofNullable(row.target()).map(states::get);
            views.put(row.key(), row.view(state));
        }
        return views;
    }

    private List<TraceStep> trace(String stored) {
        try {
            return json.readValue(stored, new TypeReference<List<TraceStep>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored trace could not be read", e);
        }
    }
}
