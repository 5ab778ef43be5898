package io.stockrule.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// The warehouses of merchants: Shopify's locations, by the names that profiles use.
@ApplicationScoped
public class Warehouses {
    private final Jdbi database;

    Warehouses(Jdbi database) {
        this.database = database;
    }

    /// The names of all of a merchant's warehouses, closed ones included.
    public Set<String> names(long merchantId) {
        return database.withHandle(
                handle -> handle.select("select name from warehouse where merchant_id = ?", merchantId)
                        .mapTo(String.class)
                        .set());
    }
}
