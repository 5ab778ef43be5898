package io.stockrule.shopify;

import io.stockrule.access.SealedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The encrypted secrets of shops, as they lie in the database.
@ApplicationScoped
class SealedShopSecrets implements SealedSecrets {
    private static final String SOME = """
            select merchant_id || '/' || shop_id id, kind, secret
            from (
                select merchant_id, shop_id, kind, secret,
                    row_number() over (partition by substring(secret from 1 for :keyBytes), kind
                        order by merchant_id, shop_id) number
                from shop
                cross join lateral (values ('client-secret', client_secret), ('access-token', access_token)) kept (kind, secret)
                where secret is not null
            ) numbered
            where number <= 3
            """;

    private final Jdbi database;

    SealedShopSecrets(Jdbi database) {
        this.database = database;
    }

    @Override
    public List<Sealed> someOfEachKey() {
        return database.withHandle(handle -> handle.createQuery(SOME)
                .bind("keyBytes", KEY_BYTES)
                .map((row, _) -> new Sealed(
                        row.getBytes("secret"),
                        "shop " + row.getString("id"),
                        "shop/%s/%s".formatted(row.getString("id"), row.getString("kind"))))
                .list());
    }
}
