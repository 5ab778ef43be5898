package io.stockrule.stock.ledger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.database.Columns;
import io.stockrule.stock.WarehousesChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The warehouses of a merchant.
@ApplicationScoped
public class Warehouses {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi database;
    private final Event<WarehousesChanged> changed;

    Warehouses(Jdbi database, Event<WarehousesChanged> changed) {
        this.database = database;
        this.changed = changed;
    }

    /// A warehouse with its id.
    ///
    /// @param locationName as Shopify calls it now; empty before it was read
    public record Entry(long warehouseId, Warehouse warehouse, Optional<String> locationName) {}

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
            if (keepAnything(handle, merchantId, written)) {
                changed.fire(new WarehousesChanged(merchantId));
            }
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

    private static boolean keepAnything(Handle handle, long merchantId, List<Warehouse> warehouses) {
        return columns(warehouses)
                .bindTo(handle.createQuery("""
                        select exists (
                            select from stock_level
                            join unnest(:shops, :locations) n(shop_id, location_id) using (shop_id, location_id)
                            where merchant_id = :merchant)
                        """))
                .bind("merchant", merchantId)
                .mapTo(Boolean.class)
                .one();
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
                                row.getBoolean("active")),
                        Optional.ofNullable(row.getString("location_name"))))
                .list());
    }

    private static Columns<Warehouse> columns(List<Warehouse> warehouses) {
        return Columns.of(warehouses).longs("shops", Warehouse::shopId).longs("locations", Warehouse::locationId);
    }
}
