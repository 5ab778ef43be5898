package io.stockrule.stock.ledger;

import io.stockrule.database.Columns;
import io.stockrule.stock.ledger.Warehouses.Registration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Brings in a shop's locations as warehouses.
///
/// A name is taken once: profiles call warehouses by it, so a change in Shopify must not change what a profile means.
/// Whether a warehouse is active follows Shopify when Shopify changes its mind; between two changes the merchant's
/// own choice holds.
@ApplicationScoped
public class Locations {
    private final Jdbi database;
    private final Warehouses warehouses;

    Locations(Jdbi database, Warehouses warehouses) {
        this.database = database;
        this.warehouses = warehouses;
    }

    /// @param locations all of the shop's, each once, in an order that stays
    @Transactional
    public void bringIn(long merchantId, long shopId, List<Location> locations) {
        database.useHandle(handle -> {
            var known = known(handle, merchantId, shopId);
            var names = new HashSet<String>();
            known.values().forEach(it -> names.add(it.warehouse().name()));
            var wanted = new ArrayList<Warehouse>();
            for (var location : locations) {
                var before = known.get(location.locationId());
                wanted.add(before == null ? added(shopId, location, names) : followed(before, location));
            }
            if (!wanted.isEmpty()) {
                register(merchantId, wanted);
                note(handle, merchantId, shopId, locations);
            }
        });
    }

    /// The names were made different above, under the lock of the shop's warehouses.
    private void register(long merchantId, List<Warehouse> wanted) {
        if (warehouses.register(merchantId, wanted) == Registration.NAME_TAKEN) {
            throw new IllegalStateException("another warehouse took one of the names of %s".formatted(wanted));
        }
    }

    /// @param locationActive what Shopify said last; null before the first import
    private record Known(Warehouse warehouse, @Nullable Boolean locationActive) {}

    private static Map<Long, Known> known(Handle handle, long merchantId, long shopId) {
        var known = new HashMap<Long, Known>();
        handle.createQuery("""
                        select location_id, name, active, location_active from warehouse
                        where merchant_id = :merchant and shop_id = :shop
                        order by location_id
                        for update
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .map((row, _) -> new Known(
                        new Warehouse(shopId, row.getLong(1), row.getString(2), row.getBoolean(3)),
                        row.getObject(4, Boolean.class)))
                .forEach(it -> known.put(it.warehouse().locationId(), it));
        return known;
    }

    private static Warehouse added(long shopId, Location location, Set<String> names) {
        var name = location.name();
        for (int i = 2; !names.add(name); i++) {
            name = "%s (%d)".formatted(location.name(), i);
        }
        return new Warehouse(shopId, location.locationId(), name, location.active() && !location.othersStock());
    }

    private static Warehouse followed(Known before, Location location) {
        var said = before.locationActive();
        var warehouse = before.warehouse();
        boolean active;
        if (!location.active()) {
            active = false;
        } else if (said == null || said) {
            active = warehouse.active();
        } else {
            active = !location.othersStock();
        }
        return new Warehouse(warehouse.shopId(), warehouse.locationId(), warehouse.name(), active);
    }

    private static void note(Handle handle, long merchantId, long shopId, Collection<Location> locations) {
        var said =
                Columns.of(locations).longs("locations", Location::locationId).flags("active", Location::active);
        said.bindTo(handle.createUpdate("""
                        update warehouse w set location_active = n.active
                        from unnest(:locations, :active) n(location_id, active)
                        where w.merchant_id = :merchant and w.shop_id = :shop and w.location_id = n.location_id
                            and w.location_active is distinct from n.active
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .execute();
    }
}
