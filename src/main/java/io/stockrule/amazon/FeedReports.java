package io.stockrule.amazon;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.stockrule.delivery.marketplace.FeedReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
            @Nullable String message,
            @Nullable String attributeName) {
        private WireIssue issue() {
            var attributes = Stream.ofNullable(attributeName).toList();
            return new WireIssue(code, message, severity, attributes, List.of(), List.of(), null);
        }
    }

    record Summary(
            @Nullable Integer messagesProcessed, @Nullable Integer messagesAccepted) {}

    /// @param document closed afterwards
    static FeedReport read(StoredDocument document) {
        try (document;
                var in = document.open()) {
            return Json.read(in, Report.class)
                    .map(FeedReports::read)
                    .orElseGet(() -> unread("Amazon's report on the feed is empty"));
        } catch (IOException e) {
            return unread("Amazon's report on the feed could not be read: "
                    + ForeignText.clean(String.valueOf(e.getMessage())));
        }
    }

    private static FeedReport read(Report report) {
        Map<Integer, List<WireIssue>> refused = new HashMap<>();
        var whole = new ArrayList<WireIssue>();
        for (var issue : Objects.requireNonNullElse(report.issues(), List.<ReportIssue>of())) {
            if (issue == null || !issue.issue().isError()) {
                continue;
            }
            var found = issue.messageId() == null
                    ? whole
                    : refused.computeIfAbsent(issue.messageId(), _ -> new ArrayList<>());
            if (found.size() < Submission.MOST_ISSUES) {
                found.add(issue.issue());
            }
        }
        if (!whole.isEmpty()) {
            return unread("Amazon could not work the feed off: "
                    + whole.stream().map(WireIssue::words).collect(joining("; ")));
        }
        return report.summary() == null
                ? unread("Amazon's report on the feed has no summary")
                : new FeedReport(
                        refused.entrySet().stream()
                                .collect(toMap(
                                        Map.Entry::getKey, it -> Submission.invalid(it.getValue(), Optional.empty()))),
                        Optional.empty());
    }

    private static FeedReport unread(String reason) {
        return new FeedReport(Map.of(), Optional.of(reason));
    }
}
