package io.stockrule.sync.view;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.access.Page;
import io.stockrule.database.Columns;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.DeliveryState;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
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
    private static final String BY_KEY = ListingRow.SELECT + """
            from unnest(:merchants, :listings) k(merchant_id, listing_id)
            cross join lateral (
                select * from listing l where (l.merchant_id, l.listing_id) = (k.merchant_id, k.listing_id) offset 0) l
            cross join lateral (
                select from shop where (shop.merchant_id, shop.shop_id) = (l.merchant_id, l.shop_id) offset 0) shop
            cross join lateral (
                select from selling_list list
                where (list.merchant_id, list.selling_list_id) = (l.merchant_id, l.selling_list_id)
                offset 0) list
            """ + ListingRow.JOINS;

    private final Jdbi database;
    private final ListingFinder finder;
    private final Deliveries deliveries;
    private final ObjectMapper json;

    ListingViews(Jdbi database, ListingFinder finder, Deliveries deliveries, ObjectMapper json) {
        this.database = database;
        this.finder = finder;
        this.deliveries = deliveries;
        this.json = json;
    }

    /// Listings in the order of their ids. A page of a search may have few or none although more follow: those that it
    /// saw in its time.
    ///
    /// @param after id of the last listing already seen, 0 for the first page
    @Transactional
    Page<ListingView> page(long merchantId, ListingFilter filter, long after, int limit) {
        var found = finder.find(merchantId, filter, after, limit);
        var keys = found.listings().stream()
                .map(id -> new ListingKey(merchantId, id))
                .toList();
        var views = of(keys);
        return new Page<>(
                keys.stream().map(views::get).filter(Objects::nonNull).toList(),
                found.goOnAfter().map(String::valueOf));
    }

    /// These listings, of whatever merchants; those that are gone are missing, and those whose shop or
    /// Amazon account is being deleted.
    @Transactional
    Map<ListingKey, ListingView> of(Collection<ListingKey> listings) {
        var asked = Columns.of(listings)
                .longs("merchants", ListingKey::merchantId)
                .longs("listings", ListingKey::listingId);
        var rows = database.withHandle(handle -> asked.bindTo(handle.createQuery(BY_KEY))
                .map((RowView row) -> ListingRow.read(row, json))
                .list());
        return views(rows);
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
}
