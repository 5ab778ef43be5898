package io.stockrule.shopify;

import io.stockrule.access.SealedColumns;
import io.stockrule.access.SealedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// The encrypted secrets of shops, as they lie in the database.
@ApplicationScoped
class SealedShopSecrets implements SealedSecrets {
    private static final SealedColumns SHOPS =
            new SealedColumns("shop", "shop", "shop_id", List.of("client_secret", "access_token", "webhook_token"));

    private static final SealedColumns CONNECTIONS = new SealedColumns(
            "shop-connection", "shop_connection", "shop_id", List.of("access_token", "refresh_token"));

    private final Jdbi database;

    SealedShopSecrets(Jdbi database) {
        this.database = database;
    }

    @Override
    public List<Sealed> someOfEachKey() {
        return Stream.of(SHOPS, CONNECTIONS)
                .flatMap(columns -> columns.someOfEachKey(database).stream())
                .toList();
    }
}
