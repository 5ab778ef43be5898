package io.stockrule.shopify.importing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrule.shopify.SimulatedShop;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Does the steps of imports in the place of the worker, which is off in tests.
@Singleton
public class TestImports {
    private final ImportQueue queue;
    private final ImportRun run;
    private final NightlyReadings nights;
    private final Jdbi database;

    TestImports(ImportQueue queue, ImportRun run, NightlyReadings nights, Jdbi database) {
        this.queue = queue;
        this.nights = nights;
        this.run = run;
        this.database = database;
    }

    /// Has the whole shop read, to the end.
    public void read(SimulatedShop shop) throws InterruptedException {
        shop.start().statusCode(202);
        goOn(shop);
        assertThat(shop.latest().state()).as(shop.latest().toString()).isEqualTo("DONE");
    }

    /// Has the whole shop read, to the end, however often it is suspended meanwhile: that is over at once.
    public void readAtLast(SimulatedShop shop) {
        shop.start().statusCode(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            endSuspension(shop);
            var claim = claimed(shop);
            if (claim.isPresent()) {
                run.run(claim.get(), () -> false);
            }
            return shop.latest().state().equals("DONE");
        });
    }

    public void endSuspension(SimulatedShop shop) {
        database.useHandle(handle -> handle.execute(
                "update shop set suspended_until = now() - interval '1 second' where shop_id = ?"
                        + " and suspended_until is not null",
                shop.shop().id()));
    }

    /// Has the shop read if that is due.
    public void readWhatIsDue(SimulatedShop shop) throws InterruptedException {
        nights.start();
        goOn(shop);
    }

    /// Goes on with the shop's import.
    public void goOn(SimulatedShop shop) throws InterruptedException {
        run.run(claim(shop), () -> false);
    }

    /// Takes the shop's import; others that tests have left lying are put back.
    ImportClaim claim(SimulatedShop shop) {
        return claimed(shop).orElseThrow();
    }

    private Optional<ImportClaim> claimed(SimulatedShop shop) {
        database.useHandle(handle -> handle.execute(
                "update shop_import set due_at = started_at, lease_until = null where shop_id = ? and ended_at is null",
                shop.shop().id()));
        while (true) {
            var claim = queue.claim();
            if (claim.isEmpty() || claim.get().shop().equals(shop.shop().key())) {
                return claim;
            }
        }
    }

    /// Levels of the shop that count, by item and location.
    Map<String, Long> counted(SimulatedShop shop) {
        return database.withHandle(handle -> handle.createQuery("""
                        select inventory_item_id || '@' || location_id, coalesce(available, :unknown) from stock_level
                        where shop_id = :shop and state = 'CONFIRMED'
                        """)
                .bind("unknown", SimulatedShop.UNKNOWN)
                .bind("shop", shop.shop().id())
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
