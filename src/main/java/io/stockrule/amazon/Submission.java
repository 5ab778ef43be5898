package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;

import io.stockrule.delivery.SendResult;
import io.stockrule.delivery.SendResult.Issue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Amazon says to a submitted quantity (`ListingsItemSubmissionResponse` of its model).
record Submission(
        @Nullable String status,
        @Nullable String submissionId,
        @Nullable List<@Nullable WireIssue> issues) {
    record WireIssue(
            @Nullable String code,
            @Nullable String severity,
            @Nullable String message) {}

    /// As many as anybody reads.
    static final int MOST_ISSUES = 20;

    static SendResult result(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> result(answered);
            case Answer.NotSent notSent -> new SendResult.NotSent(notSent.reason());
            case Answer.Unanswered unanswered -> new SendResult.Lost(unanswered.reason());
            case Answer.Denied denied -> new SendResult.AccountRefused(denied.reason(), denied.retryAfter());
        };
    }

    private static SendResult result(Answer.Answered answer) {
        int status = answer.status();
        if (status == 200) {
            return Json.read(answer.body(), Submission.class)
                    .map(submission -> submission.result(answer, submission.told()))
                    .orElseGet(() -> lost(answer));
        } else if (status == 429) {
            return new SendResult.Throttled();
        } else if (status >= 300 && status < 400) {
            return new SendResult.NotSent("redirected instead of answered, with status " + status);
        } else if (status >= 400 && status < 500 && status != 408) {
            var issues = ApiErrors.of(answer);
            var reason = "Amazon refused the request: " + ApiErrors.words(answer);
            return new SendResult.Refused(reason, answer.requestId(), issues);
        }
        return lost(answer);
    }

    private SendResult result(Answer.Answered answer, List<Issue> told) {
        return switch (requireNonNullElse(status, "")) {
            case "ACCEPTED" ->
                submissionId == null
                        ? lost(answer)
                        : new SendResult.Accepted(ForeignText.clean(submissionId), answer.requestId(), told);
            case "INVALID" -> new SendResult.Refused(refusal(told), answer.requestId(), told);
            default -> lost(answer);
        };
    }

    private static SendResult lost(Answer.Answered answer) {
        return new SendResult.Lost("Amazon gave no outcome: " + ApiErrors.words(answer));
    }

    private static String refusal(List<Issue> told) {
        var errors =
                told.stream().filter(issue -> issue.severity().equals("ERROR")).toList();
        var words = ApiErrors.words(errors.isEmpty() ? told : errors);
        return "Amazon refused the quantity: " + (words.isEmpty() ? "it gave no reason" : words);
    }

    private List<Issue> told() {
        return issues == null
                ? List.of()
                : issues.stream()
                        .filter(Objects::nonNull)
                        .limit(MOST_ISSUES)
                        .map(wire -> issue(wire.code(), wire.severity(), wire.message()))
                        .toList();
    }

    static Issue issue(@Nullable String code, @Nullable String severity, @Nullable String message) {
        return new Issue(
                ForeignText.clean(requireNonNullElse(code, "no code")),
                ForeignText.clean(requireNonNullElse(severity, "no severity")),
                ForeignText.clean(requireNonNullElse(message, "no message")));
    }
}
