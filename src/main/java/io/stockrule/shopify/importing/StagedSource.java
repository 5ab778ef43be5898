package io.stockrule.shopify.importing;

import io.stockrule.shopify.bulk.BulkReading;

/// What bulk operations have found of a shop, part by part.
record StagedSource(BulkReading bulk, ImportClaim claim) implements ImportPage.Source {
    private static final int AT_ONCE = 2_000;

    @Override
    public ImportPage page(long after) {
        var part = bulk.part(claim.bulk(), claim.stage().orElseThrow(), after, AT_ONCE);
        return new ImportPage(part, after, part.variants().size() < AT_ONCE);
    }
}
