package io.stockrule.amazon;

import io.stockrule.listing.AmazonCredentials;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Calls on behalf of an account. An access token that Amazon turns down is replaced once, and not again for a while:
/// then it is the call that Amazon denies.
public final class SellingPartnerApi {
    private static final Logger LOG = Logger.getLogger(SellingPartnerApi.class);

    /// Nothing changes by itself: the operator lifts the pause by entering something new.
    private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofHours(6);

    private final HttpCalls http;
    private final AccessTokens tokens;
    private final String userAgent;

    SellingPartnerApi(HttpCalls http, AccessTokens tokens, String userAgent) {
        this.http = http;
        this.tokens = tokens;
        this.userAgent = userAgent;
    }

    /// One request, with the token that its account has.
    ///
    /// @param maxBytes of the answer
    public Answer call(AmazonCredentials account, HttpRequest.Builder request, Deadline deadline, long maxBytes) {
        return switch (tokens.of(account, deadline)) {
            case TokenResult.Granted _
            when deadline.isTooLateToLeave() -> new Answer.NotSent("its access token came too late", true);
            case TokenResult.Granted granted -> call(account, granted.token(), request, deadline, maxBytes);
            case TokenResult.Denied denied -> refused(account, denied.reason());
            case TokenResult.Unavailable unavailable -> new Answer.NotSent(unavailable.reason());
        };
    }

    private Answer call(
            AmazonCredentials account, String token, HttpRequest.Builder request, Deadline deadline, long maxBytes) {
        var first = send(request, token, deadline, maxBytes);
        if (!(first instanceof Answer.Answered answered && answered.denied())) {
            return first;
        }
        return switch (tokens.insteadOf(token, account, deadline).orElse(null)) {
            case TokenResult.Granted renewed -> second(send(request, renewed.token(), deadline, maxBytes));
            case TokenResult.Denied denied -> refused(account, denied.reason());
            case TokenResult.Unavailable unavailable -> new Answer.NotSent(unavailable.reason());
            case null -> second(first);
        };
    }

    private Answer send(HttpRequest.Builder request, String token, Deadline deadline, long maxBytes) {
        var authorised = request.setHeader("x-amz-access-token", token)
                .setHeader("user-agent", userAgent)
                .setHeader("accept", "application/json");
        return http.call(authorised, deadline, maxBytes);
    }

    private static Answer second(Answer answer) {
        return answer instanceof Answer.Answered answered && answered.denied()
                ? new Answer.Forbidden(answered)
                : answer;
    }

    private static Answer refused(AmazonCredentials account, String reason) {
        LOG.warnf("%s: %s", account, reason);
        return new Answer.Denied(reason, UNTIL_SOMEBODY_ACTS);
    }
}
