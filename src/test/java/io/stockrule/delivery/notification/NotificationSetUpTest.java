package io.stockrule.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.listing.TestSeller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// That Amazon sends notifications at all is seen to by the service itself.
@QuarkusTest
@TestProfile(NotificationScene.Profile.class)
class NotificationSetUpTest extends NotificationScene {
    @Test
    void each_type_goes_the_only_way_that_amazon_has_for_it() {
        subscribe();
        assertThat(amazon.counted("createSubscription 200")).isEqualTo(5);
        assertThat(destinations()).containsExactlyInAnyOrder("QUEUE", "EVENT_BRIDGE");
        edit();
        receive();
        assertThat(queued()).isZero();
    }

    private void edit() {
        offer("MUG", "DEFAULT");
        edit("MUG", 3);
        assertThat(queued()).isPositive();
    }

    @Test
    void what_is_there_is_left_as_it_is_and_looked_at_every_hour() {
        subscribe();
        time.advance(Duration.ofMinutes(30));
        lookAfter(seller);
        assertThat(amazon.counted("getSubscription 200")).isZero();
        time.advance(Duration.ofMinutes(31));
        lookAfter(seller);
        assertThat(amazon.counted("getSubscription 200")).isEqualTo(5);
        assertThat(amazon.counted("createSubscription 200")).isEqualTo(5);
    }

    @Test
    void what_somebody_has_ended_is_subscribed_anew() {
        subscribe();
        amazon.forgetDestinations(CLIENT);
        time.advance(Duration.ofMinutes(61));
        lookAfter(seller);
        assertThat(amazon.counted("createSubscription 200")).isEqualTo(10);
        assertThat(subscriptions().standing(seller.key()).subscribed()).isEqualTo(5);
    }

    @Test
    void what_goes_to_another_queue_is_turned_to_ours() {
        config = config(Map.of());
        var other = QueueArn.of("arn:aws:sqs:eu-west-1:123456789012:other");
        subscriptions().plan();
        for (int second = 0; second < 5; second++) {
            claim(seller).forEach(turn -> setUp().look(credentials(seller.key()), other, turn));
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(destination("ACCOUNT_STATUS_CHANGED")).endsWith("other");
        time.advance(Duration.ofMinutes(61));
        lookAfter(seller);
        assertThat(destination("ACCOUNT_STATUS_CHANGED")).endsWith("notifications");
        assertThat(subscriptions().standing(seller.key()).subscribed()).isEqualTo(5);
    }

    /// Where the seller's subscription goes, as a message of it tells.
    private String destination(String type) {
        amazon.ask("POST", "/status", Map.of("status", "NORMAL"));
        assertThat(type).isEqualTo("ACCOUNT_STATUS_CHANGED");
        return List.of("other", "notifications").stream()
                .filter(name -> amazon.queue("arn:aws:sqs:eu-west-1:123456789012:" + name)
                                .path("messages")
                                .asInt()
                        > 0)
                .reduce((first, second) -> second)
                .orElse("");
    }

    @Test
    void a_missing_role_is_told_by_the_check_and_everything_else_goes_on() {
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("createSubscription")));
        lookAfter(seller);
        var standing = subscriptions().standing(seller.key());
        assertThat(standing.subscribed()).isZero();
        assertThat(standing.problems()).singleElement().asString().contains("role Product Listing");
        assertThat(account().path("suspendedReason").isMissingNode()).isTrue();
        seller.calls()
                .get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'amazon notifications' }.data.accountsUnsubscribed", equalTo(1));

        time.advance(Duration.ofMinutes(20));
        int asked = amazon.counted("createSubscription 403");
        lookAfter(seller);
        assertThat(amazon.counted("createSubscription 403"))
                .as("not before long")
                .isEqualTo(asked);
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of()));
        seller.calls()
                .body(Map.of("refreshToken", TestSeller.REFRESH_TOKEN))
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200);
        lookAfter(seller);
        assertThat(subscriptions().standing(seller.key()).problems()).isEmpty();
    }

    @Test
    void the_check_of_an_account_says_how_notifications_stand() {
        subscriptions().plan();
        database.useHandle(handle -> handle.execute(
                "update amazon_subscription set problem = 'the role is missing' where merchant_id = ?",
                seller.merchant().id()));
        assertThat(subscriptions().standing(seller.key()))
                .isEqualTo(new NotificationSubscriptions.Standing(0, 5, List.of("the role is missing")));
        seller.calls()
                .post("/api/v1/amazon-accounts/%d/actions/check".formatted(seller.account()))
                .then()
                .statusCode(200)
                .body("checks.find { it.check == 'NOTIFICATIONS' }.sentence", containsString(""));
    }

    @Test
    void an_application_without_a_token_of_its_own_harms_no_seller() {
        amazon.fault("getDestinations", "FORBIDDEN", Map.of());
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("getDestinations")));
        lookAfter(seller);
        assertThat(subscriptions().standing(seller.key()).subscribed()).isZero();
        assertThat(account().path("suspendedReason").isMissingNode()).isTrue();
    }

    @Test
    void one_account_whose_secret_is_wrong_stops_no_other_of_the_application() {
        var wrong = merchant();
        wrong.calls()
                .body(Map.of("clientSecret", "amzn1.oa2-cs.v1.wrong"))
                .patch("/api/v1/amazon-accounts/" + wrong.account())
                .then()
                .statusCode(200);
        lookAfter(wrong);
        assertThat(subscriptions().standing(wrong.key()).subscribed()).isZero();
        subscribe();
    }

    @Test
    void two_merchants_with_the_same_seller_share_what_is_there() {
        subscribe();
        var other = merchant();
        time.advance(Duration.ofSeconds(10));
        lookAfter(other);
        assertThat(subscriptions().standing(other.key()).subscribed()).isEqualTo(5);
        assertThat(amazon.counted("createSubscription 200")).isEqualTo(5);
    }

    @Test
    void two_replicas_do_not_look_at_the_same() {
        subscriptions().plan();
        assertThat(claim(seller)).hasSize(1);
        time.advance(Duration.ofSeconds(10));
        assertThat(claim(seller)).as("the others, in a burst").hasSize(4);
        time.advance(Duration.ofSeconds(10));
        assertThat(claim(seller)).isEmpty();
    }

    @Test
    void one_that_was_thought_dead_changes_nothing() {
        subscriptions().plan();
        var died = claim(seller);
        time.advance(Duration.ofMinutes(5));
        subscribe();
        assertThat(subscriptions()
                        .end(died.getFirst(), NotificationSubscriptions.Outcome.not("dead", Duration.ZERO, false)))
                .isFalse();
        assertThat(subscriptions().standing(seller.key()).problems()).isEmpty();
    }

    @Test
    void accounts_that_are_switched_off_are_left_alone() {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set update_quantity = false where merchant_id = ?",
                seller.merchant().id()));
        var subscriptions = subscriptions();
        subscriptions.plan();
        assertThat(subscriptions.ready()).doesNotContain(seller.key());
        assertThat(subscriptions.standing(seller.key()).subscribed()).isZero();
    }

    @Test
    void a_limit_that_is_hit_is_waited_out() {
        amazon.fault("createSubscription", "THROTTLED", Map.of("times", 2));
        lookAfter(seller);
        time.advance(Duration.ofMinutes(1));
        lookAfter(seller);
        assertThat(subscriptions().standing(seller.key()))
                .isEqualTo(new NotificationSubscriptions.Standing(5, 5, List.of()));
    }

    @Test
    void what_amazon_cannot_answer_is_asked_again() {
        amazon.fault("getSubscription", "SERVER_ERROR", Map.of("times", 5));
        subscriptions().plan();
        claim(seller).forEach(turn -> setUp().look(credentials(seller.key()), QueueArn.of(QUEUE), turn));
        assertThat(subscriptions().standing(seller.key()).problems()).hasSize(1);
        amazon.noMoreFaults();
        time.advance(Duration.ofMinutes(2));
        subscribe();
    }

    private List<String> destinations() {
        return database.withHandle(handle -> handle.select("select kind from amazon_destination")
                .mapTo(String.class)
                .list());
    }
}
