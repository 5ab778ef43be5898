package io.stockrule.delivery.marketplace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What came of one step with a [report][CatalogueReports].
public sealed interface ReportResult {
    /// Amazon will make it.
    record Asked(String reportId) implements ReportResult {}

    /// It is not made yet.
    record Pending() implements ReportResult {}

    /// It is made.
    ///
    /// @param dataAt what it says is not newer
    record Ready(String documentId, Instant dataAt) implements ReportResult {}

    /// It was read to its end.
    ///
    /// @param rows that were given
    /// @param odd rows that were left out
    /// @param firstOdd what is wrong with the first of them, and where
    /// @param remark on how it was read, such as an encoding that was recognised and not declared
    record Read(long rows, long odd, Optional<String> firstOdd, Optional<String> remark) implements ReportResult {}

    /// This report is of no use, and will not be: another has to be asked for.
    record Spoilt(String reason) implements ReportResult {}

    /// Amazon's rate limit was hit.
    record Throttled() implements ReportResult {}

    /// No answer this time (network, timeout, server error): try again later.
    record Failed(String reason) implements ReportResult {}

    /// The whole account is refused; see [SendResult.AccountRefused].
    record AccountRefused(String reason, Duration retryAfter) implements ReportResult {}
}
