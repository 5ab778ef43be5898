package io.stockrule.amazon;

import static java.util.stream.Collectors.joining;

import io.stockrule.delivery.marketplace.SendResult.Issue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body of every answer that is not a success (`ErrorList` of Amazon's models).
public record ApiErrors(@Nullable List<@Nullable ApiError> errors) {
    public record ApiError(@Nullable String code, @Nullable String message) {}

    static List<Issue> of(Answer.Answered answer) {
        return Json.read(answer.body(), ApiErrors.class).map(ApiErrors::issues).orElse(List.of());
    }

    /// Amazon's codes and messages, or the bare status where it gave none.
    public static String words(Answer.Answered answer) {
        var said = words(of(answer));
        return said.isEmpty() ? "status " + answer.status() : said;
    }

    static String words(List<Issue> issues) {
        return ForeignText.clean(issues.stream()
                .map(issue -> issue.code() + ": " + issue.message())
                .collect(joining("; ")));
    }

    private List<Issue> issues() {
        return errors == null
                ? List.of()
                : errors.stream()
                        .filter(Objects::nonNull)
                        .limit(Submission.MOST_ISSUES)
                        .map(error -> WireIssue.told(error.code(), "ERROR", error.message()))
                        .toList();
    }
}
