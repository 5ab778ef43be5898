package io.stockrule.delivery.catalogue;

import io.stockrule.delivery.marketplace.CatalogueReports;
import io.stockrule.listing.catalogue.CatalogueRow;
import io.stockrule.listing.catalogue.CatalogueWriting;
import java.util.Optional;

/// What is done with the rows of one report as they come: they are compared with what was last seen, written down for
/// linking, or both.
///
/// @param comparison of an account that is looked at by it
/// @param written for an account that somebody wants to link
record ReportReading(Optional<ReportComparison> comparison, Optional<CatalogueWriting> written)
        implements CatalogueReports.Rows {
    @Override
    public void row(CatalogueRow row) {
        comparison.ifPresent(it -> it.take(row));
        written.ifPresent(it -> it.row(row));
    }

    @Override
    public void odd(long line, String problem) {
        written.ifPresent(it -> it.odd(line, problem));
    }

    /// The report has come to its end.
    void end() {
        comparison.ifPresent(ReportComparison::end);
        written.ifPresent(CatalogueWriting::complete);
    }

    Optional<CatalogueQueue.Compared> compared() {
        return comparison.map(it -> new CatalogueQueue.Compared(it.agreed(), it.doubtful(), it.missing()));
    }

    /// Why nothing is to be believed of it; empty if it is all right.
    Optional<String> problem() {
        return comparison
                .filter(ReportComparison::isCutShort)
                .map(it -> "the report names only %d of %d linked SKUs of Amazon's that it should: it is cut short"
                        .formatted(it.compared() - it.missing(), it.compared()))
                .or(() -> written.flatMap(CatalogueWriting::problem));
    }
}
