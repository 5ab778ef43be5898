package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;

import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.marketplace.SendResult.Issue;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /// Not found, conflict, locked, too early: the state of the listing, which changes, and not the number.
    private static final Set<Integer> MAY_PASS = Set.of(404, 409, 423, 425);

    /// As many as anybody reads.
    static final int MOST_ISSUES = 20;

    static SendResult result(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> result(answered);
            case Answer.NotSent notSent when notSent.late() -> new SendResult.Late();
            case Answer.NotSent notSent -> new SendResult.NotSent(notSent.reason());
            case Answer.Unanswered unanswered -> new SendResult.Lost(unanswered.reason());
            case Answer.Forbidden denied ->
                new SendResult.Denied(
                        denied.ofSku(),
                        denied.answer().requestId(),
                        ApiErrors.of(denied.answer()),
                        refused(denied.ofAccount()));
            case Answer.Denied denied -> refused(denied);
        };
    }

    private static SendResult.AccountRefused refused(Answer.Denied denied) {
        return new SendResult.AccountRefused(denied.reason(), denied.retryAfter());
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
        } else if (MAY_PASS.contains(status)) {
            var reason = "Amazon did not take it: " + ApiErrors.words(answer);
            return new SendResult.PutOff(reason, answer.requestId(), ApiErrors.of(answer));
        } else if (status >= 400 && status < 500 && status != 408) {
            var reason = "Amazon refused the request: " + ApiErrors.words(answer);
            return new SendResult.Refused(reason, answer.requestId(), ApiErrors.of(answer));
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
