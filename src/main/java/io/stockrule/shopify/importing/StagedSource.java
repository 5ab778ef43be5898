package io.stockrule.shopify.importing;

import io.stockrule.shopify.bulk.BulkReading;

/// What bulk operations have found of a shop, part by part.
record StagedSource(BulkReading bulk, ImportClaim claim) implements ImportPage.Source {
    @Override
    public ImportPage page(long after, int most) {
        var part = bulk.part(claim.bulk(), claim.stage().orElseThrow(), after, most);
        return new ImportPage(part, after, part.variants().size() < most);
    }
}
