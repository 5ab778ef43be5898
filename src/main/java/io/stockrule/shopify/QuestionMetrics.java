package io.stockrule.shopify;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.work.Backlog;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Watches what Shopify is still to be asked about, of shops that may be asked. A shop that Shopify refuses says so
/// itself, and its questions would hide those of others.
@Singleton
class QuestionMetrics {
    private static final String ITEMS = """
            from inventory_item i join shop s using (merchant_id, shop_id)
            where i.due_at <= :now and (s.suspended_until is null or s.suspended_until <= :now)
            """;
    private static final String CATALOGUE = """
            from catalogue_doubt d join shop s using (merchant_id, shop_id)
            where d.open and (s.suspended_until is null or s.suspended_until <= :now)
            """;

    private final Backlog items;
    private final Backlog catalogue;

    QuestionMetrics(Jdbi database, InstantSource time) {
        this.items = new Backlog("select count(*) " + ITEMS, "select min(i.asked_at) " + ITEMS, database, time);
        this.catalogue =
                new Backlog("select count(*) " + CATALOGUE, "select min(d.asked_at) " + CATALOGUE, database, time);
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        items.register(meters, "stockrule.items.doubtful", "items whose stock Shopify is to be asked for");
        catalogue.register(
                meters, "stockrule.products.doubtful", "products and locations that Shopify is to be asked about");
    }
}
