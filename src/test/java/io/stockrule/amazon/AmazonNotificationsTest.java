package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.SharedData;
import io.stockrule.amazon.notification.AmazonNotifications;
import io.stockrule.delivery.marketplace.NotificationAnswer;
import io.stockrule.delivery.marketplace.NotificationDestination;
import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import io.stockrule.delivery.marketplace.Notifications.Subscribed;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the Notifications API is asked, and what its answers mean. Each request is held against Amazon's own model.
class AmazonNotificationsTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final String TYPE = "LISTINGS_ITEM_MFN_QUANTITY_CHANGE";
    private static final String ARN = "arn:aws:sqs:eu-west-1:123456789012:q";

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonNotifications notifications =
            new AmazonNotifications(RecordingAmazon.partner(amazon.config(), InstantSource.system()), amazon.config());

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void destinations_are_the_applications_own() {
        amazon.says(status(200, """
                {"payload":[
                 {"name":"a","destinationId":"d-1","resource":{"sqs":{"arn":"%s"}}},
                 {"name":"b","destinationId":"d-2","resource":{"eventBridge":
                  {"name":"n","region":"eu-west-1","accountId":"123456789012"}}},
                 {"name":"c","destinationId":"d-3","resource":{"pigeon":{}}}]}""".formatted(ARN)));

        assertThat(notifications.destinations(ACCOUNT, PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(List.of(
                        new NotificationDestination("d-1", new Resource.Queue(ARN)),
                        new NotificationDestination("d-2", new Resource.EventBridge("123456789012", "eu-west-1")))));
        assertThat(amazon.askedForTokens())
                .singleElement()
                .satisfies(asked -> assertThat(asked.body())
                        .contains("grant_type=client_credentials", "scope=sellingpartnerapi%3A%3Anotifications")
                        .doesNotContain("refresh_token"));
    }

    @Test
    void subscriptions_are_the_sellers() {
        amazon.says(status(200, """
                {"payload":{"subscriptionId":"s-1","payloadVersion":"1.0","destinationId":"d-1"}}"""));

        assertThat(notifications.subscription(ACCOUNT, TYPE, "1.0", PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(Optional.of(new Subscribed("s-1", "d-1"))));
        assertThat(amazon.askedForTokens())
                .singleElement()
                .satisfies(asked -> assertThat(asked.body()).contains("grant_type=refresh_token"));
    }

    @Test
    void what_is_made_is_told() {
        amazon.says(status(200, """
                        {"payload":{"name":"n","destinationId":"d-1","resource":{"sqs":{"arn":"%s"}}}}""".formatted(ARN)), status(200, """
                        {"payload":{"name":"n","destinationId":"d-2","resource":{"eventBridge":
                         {"name":"n","region":"eu-west-1","accountId":"123456789012"}}}}"""), status(200, """
                        {"payload":{"subscriptionId":"s-1","payloadVersion":"1.0","destinationId":"d-1"}}"""), status(200, "{}"));

        assertThat(notifications.createDestination(ACCOUNT, "n", new Resource.Queue(ARN), PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(new NotificationDestination("d-1", new Resource.Queue(ARN))));
        var bridge = new Resource.EventBridge("123456789012", "eu-west-1");
        assertThat(notifications.createDestination(ACCOUNT, "n", bridge, PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(new NotificationDestination("d-2", bridge)));
        assertThat(notifications.subscribe(ACCOUNT, TYPE, "1.0", "d-1", PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(new Subscribed("s-1", "d-1")));
        assertThat(notifications.unsubscribe(ACCOUNT, TYPE, "s-1", PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(true));
    }

    @Test
    void what_is_not_there_is_no_failure_of_a_look() {
        amazon.says(errors(404, "NotFound", "none"), errors(404, "NotFound", "none"), errors(404, "NotFound", "none"));

        assertThat(notifications.subscription(ACCOUNT, TYPE, "1.0", PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(Optional.empty()));
        assertThat(notifications.unsubscribe(ACCOUNT, TYPE, "s-1", PLENTY))
                .isEqualTo(new NotificationAnswer.Told<>(false));
        assertThat(notifications.subscribe(ACCOUNT, TYPE, "1.0", "d-1", PLENTY))
                .isEqualTo(new NotificationAnswer.Missing<>("NotFound: none"));
    }

    @Test
    void what_stands_in_the_way_is_told_apart() {
        amazon.says(
                errors(409, "Conflict", "there"),
                errors(429, "QuotaExceeded", "too many"),
                errors(503, "ServiceUnavailable", "later"),
                errors(403, "Unauthorized", "denied"),
                errors(403, "Unauthorized", "denied"),
                status(200, "{\"payload\":{\"subscriptionId\":\"s-1\"}}"),
                status(200, "nonsense"));

        assertThat(subscribe()).isEqualTo(new NotificationAnswer.Exists<>());
        assertThat(subscribe()).isEqualTo(new NotificationAnswer.Throttled<>());
        assertThat(subscribe())
                .isEqualTo(new NotificationAnswer.Failed<>("Amazon could not answer: ServiceUnavailable: later"));
        assertThat(subscribe())
                .isInstanceOfSatisfying(
                        NotificationAnswer.Denied.class,
                        denied -> assertThat(denied.reason()).contains("role Product Listing", "denied"));
        assertThat(subscribe()).isInstanceOf(NotificationAnswer.Failed.class);
        assertThat(subscribe()).isInstanceOf(NotificationAnswer.Failed.class);
    }

    private NotificationAnswer<Subscribed> subscribe() {
        return notifications.subscribe(ACCOUNT, TYPE, "1.0", "d-1", PLENTY);
    }

    /// That says nothing of what the seller has granted.
    @Test
    void an_application_that_gets_no_token_of_its_own_is_denied_and_the_account_is_not() {
        amazon.tokenEndpointSays(
                status(400, "{\"error\":\"invalid_scope\"}"), status(400, "{\"error\":\"invalid_grant\"}"));

        assertThat(notifications.destinations(ACCOUNT, PLENTY)).isInstanceOf(NotificationAnswer.Denied.class);
        assertThat(subscribe()).isInstanceOf(NotificationAnswer.AccountRefused.class);
    }

    @Test
    void the_answers_of_amazons_sandbox_are_understood() throws IOException {
        amazon.says(sample("/destinations", "get"), sample("/destinations", "post"));
        amazon.says(sample("/subscriptions/{notificationType}", "get"));
        amazon.says(sample("/subscriptions/{notificationType}", "post"));
        amazon.says(sample("/subscriptions/{notificationType}/{subscriptionId}", "delete"));

        assertThat(notifications.destinations(ACCOUNT, PLENTY)).isInstanceOf(NotificationAnswer.Told.class);
        assertThat(notifications.createDestination(ACCOUNT, "n", new Resource.Queue(ARN), PLENTY))
                .isInstanceOf(NotificationAnswer.Told.class);
        assertThat(notifications.subscription(ACCOUNT, TYPE, "1.0", PLENTY))
                .isInstanceOf(NotificationAnswer.Told.class);
        assertThat(subscribe()).isInstanceOf(NotificationAnswer.Told.class);
        assertThat(notifications.unsubscribe(ACCOUNT, TYPE, "s-1", PLENTY)).isInstanceOf(NotificationAnswer.Told.class);
    }

    private static RecordingAmazon.Reply sample(String path, String method) throws IOException {
        var samples = new ObjectMapper()
                .readTree(SharedData.text(AmazonModel.NOTIFICATIONS))
                .path("paths")
                .path("/notifications/v1" + path)
                .path(method)
                .at("/responses/200/x-amzn-api-sandbox/static");
        JsonNode answer = StreamSupport.stream(samples.spliterator(), false)
                .findFirst()
                .orElseThrow()
                .path("response");
        return status(200, answer.toString());
    }
}
