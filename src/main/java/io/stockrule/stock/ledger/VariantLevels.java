package io.stockrule.stock.ledger;

import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The levels of a variant's item, for a person who looks at them.
@ApplicationScoped
public class VariantLevels {
    private final Jdbi database;

    VariantLevels(Jdbi database) {
        this.database = database;
    }

    /// A level where it is.
    ///
    /// @param warehouse empty for a location that is not a warehouse of the merchant's, or not known yet
    /// @param tracked whether Shopify counts the item; if not, its numbers mean nothing
    public record Placed(long locationId, Optional<String> warehouse, boolean tracked, Level level) {}

    /// In the order of the locations' ids.
    ///
    /// @return empty if there is no such variant
    @Transactional
    public Optional<List<Placed>> of(VariantKey variant) {
        var rows = database.withHandle(handle -> handle.createQuery("""
                        select l.*, w.name, coalesce(i.tracked, true) tracked
                        from variant v
                        left join stock_level l using (merchant_id, shop_id, inventory_item_id)
                        left join warehouse w using (merchant_id, shop_id, location_id)
                        left join inventory_item i using (merchant_id, shop_id, inventory_item_id)
                        where v.merchant_id = :merchant and v.shop_id = :shop and v.variant_id = :variant
                        order by l.location_id
                        """)
                .bind("merchant", variant.merchantId())
                .bind("shop", variant.shopId())
                .bind("variant", variant.variantId())
                .map((row, _) -> placed(row))
                .list());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    /// @return empty for a variant without levels
    private static Optional<Placed> placed(ResultSet row) throws SQLException {
        return row.getObject("location_id") == null
                ? Optional.empty()
                : Optional.of(new Placed(
                        row.getLong("location_id"),
                        Optional.ofNullable(row.getString("name")),
                        row.getBoolean("tracked"),
                        LevelRows.level(row)));
    }
}
