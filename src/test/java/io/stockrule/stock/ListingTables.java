package io.stockrule.stock;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Jdbi;

/// Stands in for the tables that a change of stock looks at to mark targets.
@ApplicationScoped
class ListingTables {
    void create(@Observes StartupEvent event, Jdbi database) {
        database.useHandle(handle -> handle.execute("""
                create table if not exists listing (merchant_id bigint, amazon_account_id bigint, seller_sku text,
                    shop_id bigint, variant_id bigint, selling_list_id bigint, listing_id bigint)
                """));
    }
}
