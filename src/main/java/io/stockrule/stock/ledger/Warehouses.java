package io.stockrule.stock.ledger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.database.Columns;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The warehouses of a merchant.
@ApplicationScoped
public class Warehouses {
    /// Items per announcement of a change, which may concern all items of a shop.
    private static final int CHUNK = 1_000;

    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi database;
    private final Event<StockChanged> changed;

    Warehouses(Jdbi database, Event<StockChanged> changed) {
        this.database = database;
        this.changed = changed;
    }

    /// A warehouse with its id.
    public record Entry(long warehouseId, Warehouse warehouse) {}

    /// What became of warehouses that were to be registered.
    public enum Registration {
        DONE,
        /// Two warehouses of a shop would have the same name: nothing of the transaction will be stored.
        NAME_TAKEN
    }

    /// Adds warehouses or changes their names and whether they are active.
    ///
    /// @param warehouses each location once; their shops are the merchant's
    @Transactional
    public Registration register(long merchantId, List<Warehouse> warehouses) {
        return database.withHandle(handle -> {
            var written = write(handle, merchantId, warehouses);
            if (!namesDiffer(handle)) {
                QuarkusTransaction.setRollbackOnly();
                return Registration.NAME_TAKEN;
            }
            announce(handle, merchantId, written);
            return Registration.DONE;
        });
    }

    /// Unchanged ones are not written and not returned.
    private static List<Warehouse> write(Handle handle, long merchantId, List<Warehouse> warehouses) {
        return columns(warehouses)
                .texts("names", Warehouse::name)
                .flags("active", Warehouse::active)
                .bindTo(handle.createQuery("""
                        insert into warehouse as w (merchant_id, warehouse_id, shop_id, location_id, name, active)
                        select :merchant, nextval('stockrule_id'), n.*
                        from unnest(:shops, :locations, :names, :active) n(shop_id, location_id, name, active)
                        order by n.shop_id, n.location_id
                        on conflict (merchant_id, shop_id, location_id) do update
                        set name = excluded.name, active = excluded.active
                        where (w.name, w.active) is distinct from (excluded.name, excluded.active)
                        returning shop_id, location_id, name, active
                        """))
                .bind("merchant", merchantId)
                .map((row, _) -> new Warehouse(row.getLong(1), row.getLong(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    private static boolean namesDiffer(Handle handle) {
        try {
            handle.execute("set constraints warehouse_name immediate");
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void announce(Handle handle, long merchantId, List<Warehouse> written) {
        try (var items = columns(written)
                .bindTo(handle.createQuery("""
                        select distinct shop_id, inventory_item_id
                        from stock_level
                        join unnest(:shops, :locations) n(shop_id, location_id) using (shop_id, location_id)
                        where merchant_id = :merchant
                        order by 1, 2
                        """))
                .bind("merchant", merchantId)
                .setFetchSize(CHUNK)
                .map((row, _) -> new ItemKey(merchantId, row.getLong(1), row.getLong(2)))
                .iterator()) {
            while (items.hasNext()) {
                changed.fire(new StockChanged(next(items)));
            }
        }
    }

    private static Set<ItemKey> next(Iterator<ItemKey> items) {
        var chunk = new HashSet<ItemKey>();
        while (items.hasNext() && chunk.size() < CHUNK) {
            chunk.add(items.next());
        }
        return chunk;
    }

    @Transactional
    public List<Entry> list(long merchantId, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from warehouse
                        where merchant_id = :merchant and warehouse_id > :after
                        order by warehouse_id limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Entry(
                        row.getLong("warehouse_id"),
                        new Warehouse(
                                row.getLong("shop_id"),
                                row.getLong("location_id"),
                                row.getString("name"),
                                row.getBoolean("active"))))
                .list());
    }

    private static Columns<Warehouse> columns(List<Warehouse> warehouses) {
        return Columns.of(warehouses).longs("shops", Warehouse::shopId).longs("locations", Warehouse::locationId);
    }
}
