package io.stockrule.amazon.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;

import io.stockrule.amazon.AmazonConfig;
import io.stockrule.amazon.Answer;
import io.stockrule.amazon.ApiAddress;
import io.stockrule.amazon.ApiErrors;
import io.stockrule.amazon.Deadline;
import io.stockrule.amazon.Json;
import io.stockrule.amazon.SellingPartner;
import io.stockrule.amazon.SellingPartnerApi;
import io.stockrule.delivery.marketplace.NotificationAnswer;
import io.stockrule.delivery.marketplace.NotificationDestination;
import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import io.stockrule.delivery.marketplace.Notifications;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// [Notifications] by the Notifications API v1. Which operations are grantless, the model says with each.
@ApplicationScoped
public class AmazonNotifications implements Notifications {
    private static final long MAX_BYTES = 1024 * 1024;

    private static final String DESTINATIONS = "destinations";

    private final SellingPartnerApi seller;
    private final SellingPartnerApi application;
    private final AmazonConfig config;

    /// @param amazon whose tokens are used
    public AmazonNotifications(SellingPartner amazon, AmazonConfig config) {
        this.seller = amazon.api();
        this.application = amazon.grantless();
        this.config = config;
    }

    @Override
    public NotificationAnswer<List<NotificationDestination>> destinations(AmazonCredentials account, Duration timeout) {
        var answer = ofApplication(account, request(account, DESTINATIONS).GET(), timeout);
        return ofApplication(told(answer, Wire.Destinations.class, Wire.Destinations::known, identity()));
    }

    @Override
    public NotificationAnswer<NotificationDestination> createDestination(
            AmazonCredentials account, String name, Resource resource, Duration timeout) {
        var body = Json.write(Wire.NewDestination.of(name, resource));
        var answer = ofApplication(account, post(account, DESTINATIONS, body), timeout);
        return ofApplication(told(answer, Wire.OneDestination.class, Wire.OneDestination::known, identity()));
    }

    @Override
    public NotificationAnswer<Optional<Subscribed>> subscription(
            AmazonCredentials account, String type, String payloadVersion, Duration timeout) {
        var path = "subscriptions/%s?payloadVersion=%s".formatted(encoded(type), encoded(payloadVersion));
        var answer = ofSeller(account, request(account, path).GET(), timeout);
        return isMissing(answer)
                ? new NotificationAnswer.Told<>(Optional.empty())
                : told(answer, Wire.OneSubscription.class, Wire.OneSubscription::known, Optional::of);
    }

    @Override
    public NotificationAnswer<Subscribed> subscribe(
            AmazonCredentials account, String type, String payloadVersion, String destination, Duration timeout) {
        var body = Json.write(new Wire.NewSubscription(payloadVersion, destination));
        var answer = ofSeller(account, post(account, "subscriptions/" + encoded(type), body), timeout);
        return told(answer, Wire.OneSubscription.class, Wire.OneSubscription::known, identity());
    }

    @Override
    public NotificationAnswer<Boolean> unsubscribe(
            AmazonCredentials account, String type, String subscription, Duration timeout) {
        var path = "subscriptions/%s/%s".formatted(encoded(type), encoded(subscription));
        var answer = ofApplication(account, request(account, path).DELETE(), timeout);
        return isMissing(answer)
                ? new NotificationAnswer.Told<>(false)
                : ofApplication(told(answer, Wire.Nothing.class, Optional::of, _ -> true));
    }

    private Answer ofSeller(AmazonCredentials account, HttpRequest.Builder request, Duration timeout) {
        return seller.call(account, request, Deadline.in(timeout), MAX_BYTES);
    }

    private Answer ofApplication(AmazonCredentials account, HttpRequest.Builder request, Duration timeout) {
        return application.call(account, request, Deadline.in(timeout), MAX_BYTES);
    }

    /// The application may lack what it takes to have a token of its own. That says nothing of the seller's.
    private static <T> NotificationAnswer<T> ofApplication(NotificationAnswer<T> answer) {
        return answer instanceof NotificationAnswer.AccountRefused<T> refused
                ? new NotificationAnswer.Denied<>(refused.reason())
                : answer;
    }

    private HttpRequest.Builder request(AmazonCredentials account, String rest) {
        return HttpRequest.newBuilder(ApiAddress.of(config, account.region(), "/notifications/v1/" + rest));
    }

    private HttpRequest.Builder post(AmazonCredentials account, String rest, byte[] body) {
        return request(account, rest).header("content-type", "application/json").POST(BodyPublishers.ofByteArray(body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static boolean isMissing(Answer answer) {
        return answer instanceof Answer.Answered answered && answered.status() == 404;
    }

    private static <W, K, T> NotificationAnswer<T> told(
            Answer answer, Class<W> type, Function<W, Optional<K>> known, Function<K, T> meaning) {
        return answer instanceof Answer.Answered answered && answered.status() == 200
                ? Json.read(answered.body(), type)
                        .flatMap(known)
                        .<NotificationAnswer<T>>map(it -> new NotificationAnswer.Told<>(meaning.apply(it)))
                        .orElseGet(() -> new NotificationAnswer.Failed<>("Amazon's answer cannot be read"))
                : failure(answer);
    }

    private static <T> NotificationAnswer<T> failure(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered when answered.status() == 429 -> new NotificationAnswer.Throttled<>();
            case Answer.Answered answered when answered.status() == 409 -> new NotificationAnswer.Exists<>();
            case Answer.Answered answered
            when answered.status() == 404 -> new NotificationAnswer.Missing<>(ApiErrors.words(answered));
            case Answer.Answered answered ->
                new NotificationAnswer.Failed<>("Amazon could not answer: " + ApiErrors.words(answered));
            case Answer.NotSent notSent -> new NotificationAnswer.Failed<>(notSent.reason());
            case Answer.Unanswered unanswered -> new NotificationAnswer.Failed<>(unanswered.reason());
            case Answer.Forbidden denied -> new NotificationAnswer.Denied<>(denied.ofNotifications());
            case Answer.Denied denied -> new NotificationAnswer.AccountRefused<>(denied.reason(), denied.retryAfter());
        };
    }
}
