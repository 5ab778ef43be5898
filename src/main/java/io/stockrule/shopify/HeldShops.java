package io.stockrule.shopify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// Shops that stay while something is written for them. Who deletes a shop waits for these writers, and whoever comes
/// later finds it gone; so nothing is written for a shop whose last rows have been deleted. Writers who hold a row of
/// the shop that goes with it (an import's, a sweep's, a turn's) need not.
@ApplicationScoped
public class HeldShops {
    /// Holds the shops `:merchants` and `:shops` and answers those that there are, as a query or a part of one.
    public static final String HOLD = """
            select s.merchant_id, s.shop_id
            from (select distinct * from unnest(:merchants, :shops) order by 1, 2) k(merchant_id, shop_id)
            cross join lateral (
                select merchant_id, shop_id from shop r
                where (r.merchant_id, r.shop_id) = (k.merchant_id, k.shop_id)
                for key share) s
            """;

    private final Jdbi database;

    HeldShops(Jdbi database) {
        this.database = database;
    }

    /// Called first thing in a transaction.
    ///
    /// @return those of the shops that there are; none of them is deleted before the transaction ends
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<ShopKey> hold(Collection<ShopKey> shops) {
        return database.withHandle(handle -> ShopKey.columns(shops)
                .bindTo(handle.createQuery(HOLD))
                .map(HeldShops::key)
                .set());
    }

    private static ShopKey key(ResultSet row, StatementContext context) throws SQLException {
        return new ShopKey(row.getLong(1), row.getLong(2));
    }

    /// @return false if there is no such shop
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean hold(ShopKey shop) {
        return !hold(List.of(shop)).isEmpty();
    }
}
