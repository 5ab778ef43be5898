package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import io.stockrule.amazon.Refusals.Refusal;
import io.stockrule.amazon.Refusals.Treatment;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.marketplace.SendResult.Issue;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Amazon says to a submitted quantity (`ListingsItemSubmissionResponse` of its model).
record Submission(
        @Nullable String status,
        @Nullable String submissionId,
        @Nullable List<@Nullable WireIssue> issues) {
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
                        refused(denied.ofWrites()));
            case Answer.Denied denied -> refused(denied);
        };
    }

    private static SendResult.AccountRefused refused(Answer.Denied denied) {
        return new SendResult.AccountRefused(denied.reason(), denied.retryAfter());
    }

    private static SendResult result(Answer.Answered answer) {
        return answer.status() == 200
                ? Json.read(answer.body(), Submission.class)
                        .map(submission -> submission.judged(answer))
                        .orElseGet(() -> lost(answer))
                : Refusals.ofStatus(answer.status())
                        .map(refusal -> turnedDown(answer, refusal))
                        .orElseGet(() -> unknown(answer));
    }

    private static SendResult turnedDown(Answer.Answered answer, Refusal refusal) {
        var told = ApiErrors.of(answer);
        var reason = reason(refusal.sentence(), ApiErrors.words(answer));
        return switch (refusal.treatment()) {
            case RETRY -> answer.status() == 429 ? new SendResult.Throttled() : lost(answer);
            case PARK -> new SendResult.PutOff(reason, answer.requestId(), told);
            case ASK, GIVE_UP -> new SendResult.Refused(reason, answer.requestId(), told);
            case SUSPEND -> result(new Answer.Forbidden(answer));
        };
    }

    /// A status that nobody documents.
    private static SendResult unknown(Answer.Answered answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return new SendResult.NotSent("redirected instead of answered, with status " + status);
        } else if (status >= 400 && status < 500) {
            var reason = "Amazon refused the request: " + ApiErrors.words(answer);
            return new SendResult.Refused(reason, answer.requestId(), ApiErrors.of(answer));
        }
        return lost(answer);
    }

    private SendResult judged(Answer.Answered answer) {
        return switch (requireNonNullElse(status, "")) {
            case "ACCEPTED" ->
                submissionId == null
                        ? lost(answer)
                        : new SendResult.Accepted(ForeignText.clean(submissionId), answer.requestId(), told(found()));
            case "INVALID" -> invalid(found(), answer.requestId());
            default -> lost(answer);
        };
    }

    private static SendResult lost(Answer.Answered answer) {
        return new SendResult.Lost("Amazon gave no outcome: " + ApiErrors.words(answer));
    }

    /// The same again is useless, unless every one of its reasons may pass: then it is tried again now and then.
    static SendResult invalid(List<WireIssue> found, Optional<String> requestId) {
        var reasons = reasons(found);
        boolean mayPass = !reasons.isEmpty() && reasons.stream().allMatch(Submission::mayPass);
        var reason = reason(sentences(reasons), ApiErrors.words(told(reasons)));
        return mayPass
                ? new SendResult.PutOff(reason, requestId, told(found))
                : new SendResult.Refused(reason, requestId, told(found));
    }

    private static boolean mayPass(WireIssue issue) {
        return issue.refusal()
                .map(Refusal::treatment)
                .filter(it -> it == Treatment.PARK || it == Treatment.RETRY)
                .isPresent();
    }

    /// What is known of them, the most urgent first.
    private static String sentences(List<WireIssue> reasons) {
        return reasons.stream()
                .map(WireIssue::refusal)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Refusal::treatment))
                .map(Refusal::sentence)
                .distinct()
                .collect(joining("; "));
    }

    private static String reason(String sentences, String words) {
        if (sentences.isEmpty()) {
            return "Amazon refused the quantity: " + (words.isEmpty() ? "it gave no reason" : words);
        }
        return words.isEmpty() ? sentences : "%s (Amazon says: %s)".formatted(sentences, words);
    }

    private static List<WireIssue> reasons(List<WireIssue> found) {
        var errors = found.stream().filter(WireIssue::isError).toList();
        return errors.isEmpty() ? found : errors;
    }

    private List<WireIssue> found() {
        return issues == null
                ? List.of()
                : issues.stream().filter(Objects::nonNull).limit(MOST_ISSUES).toList();
    }

    private static List<Issue> told(List<WireIssue> issues) {
        return issues.stream().map(WireIssue::told).toList();
    }
}
