package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.FeedReport;
import io.stockrule.delivery.marketplace.SendResult.Issue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the processing report of a feed: version 2 of `JSON_LISTINGS_FEED`
/// (https://github.com/amzn/selling-partner-api-models/tree/main/schemas/feeds).
final class FeedReports {
    private FeedReports() {}

    record Report(
            @Nullable List<@Nullable ReportIssue> issues,
            @Nullable Summary summary) {}

    record ReportIssue(
            @Nullable Integer messageId,
            @Nullable String code,
            @Nullable String severity,
            @Nullable String message) {}

    record Summary(
            @Nullable Integer messagesProcessed, @Nullable Integer messagesAccepted) {}

    /// @param document closed afterwards
    static FeedReport read(StoredDocument document) {
        try (document;
                var in = document.open()) {
            return Json.read(in, Report.class)
                    .map(FeedReports::read)
                    .orElseGet(() -> unread(List.of(), "Amazon's report on the feed is empty"));
        } catch (IOException e) {
            return unread(
                    List.of(),
                    "Amazon's report on the feed could not be read: "
                            + ForeignText.clean(String.valueOf(e.getMessage())));
        }
    }

    private static FeedReport read(Report report) {
        Map<Integer, List<Issue>> refused = new HashMap<>();
        var whole = new ArrayList<Issue>();
        for (var issue : Objects.requireNonNullElse(report.issues(), List.<ReportIssue>of())) {
            if (issue == null || !"ERROR".equals(issue.severity())) {
                continue;
            }
            var told = issue.messageId() == null
                    ? whole
                    : refused.computeIfAbsent(issue.messageId(), _ -> new ArrayList<>());
            if (told.size() < Submission.MOST_ISSUES) {
                told.add(Submission.issue(issue.code(), issue.severity(), issue.message()));
            }
        }
        if (!whole.isEmpty()) {
            return unread(whole, "Amazon could not work the feed off: " + ApiErrors.words(whole));
        }
        return report.summary() == null
                ? unread(List.of(), "Amazon's report on the feed has no summary")
                : new FeedReport(refused, List.of(), Optional.empty());
    }

    private static FeedReport unread(List<Issue> whole, String reason) {
        return new FeedReport(Map.of(), whole, Optional.of(reason));
    }
}
