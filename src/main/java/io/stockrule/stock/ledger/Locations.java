package io.stockrule.stock.ledger;

import io.stockrule.database.Columns;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.Warehouses.Registration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Brings in a shop's locations as warehouses.
///
/// A name is taken once: profiles call warehouses by it, so a change in Shopify must not change what a profile means.
/// Whether a warehouse is active follows Shopify when Shopify changes its mind; between two changes the merchant's
/// own choice holds. The stock of a location that is closed, or that there is no more, never counts.
@ApplicationScoped
public class Locations {
    private final Jdbi database;
    private final Warehouses warehouses;
    private final CatalogueDoubts doubts;

    Locations(Jdbi database, Warehouses warehouses, CatalogueDoubts doubts) {
        this.database = database;
        this.doubts = doubts;
        this.warehouses = warehouses;
    }

    /// Locations that were read beside much else. If something was told of them since then, or just before, they are
    /// asked about once more instead.
    ///
    /// @param askedAt our time just before Shopify was asked
    @Transactional
    public void bringIn(long merchantId, long shopId, List<Location> locations, Instant askedAt) {
        database.useHandle(handle -> {
            doubts.hold(handle, Subject.locations(merchantId, shopId)); // before the warehouses, as everywhere
            if (CatalogueDoubts.locationsToldSince(handle, merchantId, shopId, askedAt)) {
                doubts.tell(List.of(Told.news(Subject.locations(merchantId, shopId), "told while the shop was read")));
            } else {
                bringIn(handle, merchantId, shopId, locations, known(handle, merchantId, shopId));
            }
        });
    }

    /// @param locations all of the shop's, each once, in an order that stays
    @Transactional
    public void bringIn(long merchantId, long shopId, List<Location> locations) {
        database.useHandle(handle -> bringIn(handle, merchantId, shopId, locations, known(handle, merchantId, shopId)));
    }

    private void bringIn(
            Handle handle, long merchantId, long shopId, List<Location> locations, Map<Long, Known> known) {
        var names = new HashSet<String>();
        known.values().forEach(it -> names.add(it.warehouse().name()));
        var wanted = new ArrayList<Warehouse>();
        for (var location : locations) {
            var before = known.remove(location.locationId());
            wanted.add(before == null ? added(shopId, location, names) : followed(before, location));
        }
        var gone = known.values().stream().filter(it -> it.said().isPresent()).toList();
        gone.forEach(it -> wanted.add(closed(it.warehouse())));
        if (!wanted.isEmpty()) {
            register(merchantId, wanted);
            note(handle, merchantId, shopId, locations);
            noteGone(handle, merchantId, shopId, gone);
        }
    }

    /// The names were made different above, under the lock of the shop's warehouses.
    private void register(long merchantId, List<Warehouse> wanted) {
        if (warehouses.register(merchantId, wanted) == Registration.NAME_TAKEN) {
            throw new IllegalStateException("another warehouse took one of the names of %s".formatted(wanted));
        }
    }

    /// @param said what Shopify said last; empty before the first time
    private record Known(Warehouse warehouse, Optional<Said> said) {}

    /// @param sellsOnline null if it was not asked yet
    private record Said(boolean active, @Nullable Boolean sellsOnline) {
        boolean differs(Location location) {
            return active != location.active() || (sellsOnline != null && sellsOnline != location.sellsOnline());
        }
    }

    private static Map<Long, Known> known(Handle handle, long merchantId, long shopId) {
        var known = new HashMap<Long, Known>();
        handle.createQuery("""
                        select location_id, name, active, location_active, location_online from warehouse
                        where merchant_id = :merchant and shop_id = :shop
                        order by location_id
                        for update
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .map((row, _) -> known(shopId, row))
                .forEach(it -> known.put(it.warehouse().locationId(), it));
        return known;
    }

    private static Known known(long shopId, ResultSet row) throws SQLException {
        var active = row.getObject("location_active", Boolean.class);
        var online = row.getObject("location_online", Boolean.class);
        return new Known(
                new Warehouse(shopId, row.getLong("location_id"), row.getString("name"), row.getBoolean("active")),
                active == null ? Optional.empty() : Optional.of(new Said(active, online)));
    }

    private static Warehouse added(long shopId, Location location, Set<String> names) {
        var name = location.name();
        for (int i = 2; !names.add(name); i++) {
            name = "%s (%d)".formatted(location.name(), i);
        }
        return new Warehouse(shopId, location.locationId(), name, location.countsAtFirst());
    }

    private static Warehouse followed(Known before, Location location) {
        var warehouse = before.warehouse();
        boolean changed = before.said().filter(said -> said.differs(location)).isPresent();
        boolean active = location.active() && (changed ? location.countsAtFirst() : warehouse.active());
        return new Warehouse(warehouse.shopId(), warehouse.locationId(), warehouse.name(), active);
    }

    private static Warehouse closed(Warehouse warehouse) {
        return new Warehouse(warehouse.shopId(), warehouse.locationId(), warehouse.name(), false);
    }

    private static void note(Handle handle, long merchantId, long shopId, Collection<Location> locations) {
        var said = Columns.of(locations)
                .longs("locations", Location::locationId)
                .texts("names", Location::name)
                .flags("active", Location::active)
                .flags("online", Location::sellsOnline);
        said.bindTo(handle.createUpdate("""
                        update warehouse w
                        set location_name = n.name, location_active = n.active, location_online = n.online
                        from unnest(:locations, :names, :active, :online) n(location_id, name, active, online)
                        where w.merchant_id = :merchant and w.shop_id = :shop and w.location_id = n.location_id
                            and (w.location_name, w.location_active, w.location_online)
                                is distinct from (n.name, n.active, n.online)
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .execute();
    }

    private static void noteGone(Handle handle, long merchantId, long shopId, Collection<Known> gone) {
        var locations = gone.stream().map(it -> it.warehouse().locationId()).toList();
        handle.createUpdate("""
                        update warehouse set location_active = false
                        where merchant_id = :merchant and shop_id = :shop and location_id = any(:locations)
                            and location_active
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("locations", Long.class, locations)
                .execute();
    }
}
