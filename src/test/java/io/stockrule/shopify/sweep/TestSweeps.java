package io.stockrule.shopify.sweep;

import io.stockrule.shopify.SimulatedShop;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/// Does sweeps in the place of the worker, which is off in tests.
@Singleton
public class TestSweeps {
    private final Sweeps sweeps;
    private final Sweep sweep;
    private final Jdbi database;

    TestSweeps(Sweeps sweeps, Sweep sweep, Jdbi database) {
        this.sweeps = sweeps;
        this.sweep = sweep;
        this.database = database;
    }

    /// Sweeps the shop, whenever it would be due.
    public void sweep(SimulatedShop shop) throws InterruptedException {
        sweep.run(claim(shop), () -> false);
    }

    /// Takes the shop's sweep, whoever is at it; others that tests have left lying are passed over.
    SweepClaim claim(SimulatedShop shop) {
        makeDue(shop);
        while (true) {
            var claim = sweeps.claim().orElseThrow();
            if (claim.shop().equals(shop.shop().key())) {
                return claim;
            }
        }
    }

    void makeDue(SimulatedShop shop) {
        database.useHandle(handle -> handle.execute(
                "update level_sweep set due_at = now() - interval '1 day', lease_until = null where shop_id = ?",
                shop.shop().id()));
    }
}
