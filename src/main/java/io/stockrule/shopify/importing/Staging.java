package io.stockrule.shopify.importing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.work.GiveWay;

/// Stores what Shopify's files hold, in portions that give way to webhooks.
final class Staging implements BulkReading.Step {
    /// To sort millions of rows.
    private static final int LONGEST_STAGING_SECONDS = 900;

    private final Imports imports;
    private final ImportClaim claim;
    private final ImportRun.Leave leave;
    private final GiveWay.Portions portions;

    Staging(Imports imports, GiveWay giveWay, ImportClaim claim, ImportRun.Leave leave) {
        this.imports = imports;
        this.claim = claim;
        this.leave = leave;
        this.portions = giveWay.portions(BulkReading.LINES);
    }

    @Override
    public int most() {
        return portions.size();
    }

    @Override
    public boolean take(Runnable work, int rows) throws InterruptedException {
        return !leave.now() && portions.part(_ -> stage(work, rows));
    }

    private boolean stage(Runnable work, int rows) {
        return QuarkusTransaction.requiringNew()
                .timeout(LONGEST_STAGING_SECONDS)
                .call(() -> {
                    imports.stages(claim, rows);
                    work.run();
                    return true;
                });
    }
}
