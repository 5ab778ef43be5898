package io.stockrule.delivery.marketplace;

import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.catalogue.CatalogueRow;
import java.time.Duration;

/// Amazon's report of all listings of a seller in one marketplace: it is asked for, made after a while, and read at
/// once. Implementations neither pace nor retry.
///
/// What it says may be some hours old, and Amazon does not tell.
public interface CatalogueReports {
    /// @param marketplace country code
    /// @return [ReportResult.Asked], or why not
    ReportResult ask(AmazonCredentials account, String marketplace, Duration timeout);

    /// @return [ReportResult.Pending], [ReportResult.Ready] or [ReportResult.Spoilt], or why nothing is known
    ReportResult look(AmazonCredentials account, String reportId, Duration timeout);

    /// Reads a report that is ready, from its beginning to its end, in little memory.
    ///
    /// @param rows is told each row; one that is odd spoils no other
    /// @return [ReportResult.Read] or [ReportResult.Spoilt], or why it could not be read: some rows may have been
    ///     given then
    ReportResult read(AmazonCredentials account, String documentId, Rows rows, Duration timeout);

    /// Who is told the rows of a report, in their order.
    interface Rows {
        void row(CatalogueRow row);

        /// A row that cannot be taken.
        ///
        /// @param line of the report, from 1
        /// @param problem what is wrong with it, in plain text
        void odd(long line, String problem);
    }
}
