package io.stockrule.shopify.importing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.bulk.BulkReading;
import io.stockrule.work.GiveWay;
import java.util.function.Supplier;

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
    public boolean take(Supplier<BulkReading.Writing> prepared) throws InterruptedException {
        return !leave.now() && portions.part(_ -> stage(prepared.get()));
    }

    private boolean stage(BulkReading.Writing writing) {
        return QuarkusTransaction.requiringNew()
                .timeout(LONGEST_STAGING_SECONDS)
                .call(() -> {
                    imports.stages(claim, writing.rows());
                    writing.work().run();
                    return true;
                });
    }
}
