package io.stockrule.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.delivery.Looks;
import io.stockrule.delivery.notification.ReceivedNotification.Odd.Kind;
import io.stockrule.delivery.notification.SqsQueue.QueueFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes of notifications: of those that come twice, late, in any order, spoilt or not at all.
@QuarkusTest
@TestProfile(NotificationScene.Profile.class)
class NotificationsTest extends NotificationScene {
    @Test
    void what_somebody_else_has_written_is_noticed_at_once_and_set_right() {
        subscribe();
        sold(seller, 1, "MUG");
        time.advance(Duration.ofMinutes(10));
        edit("MUG", 99);
        assertThat(due("MUG").filter(due -> !due.isAfter(time.instant()))).isEmpty();
        receive();
        assertThat(due("MUG")).contains(time.instant());
        assertThat(of(seller, "MUG", "shown_quantity", Integer.class))
                .as("nothing is believed that was not seen")
                .contains(10);
        deliver(seller);
        assertThat(shown("MUG")).isEqualTo(10);
        assertThat(queued()).as("those of what was set right").isPositive();
    }

    @Test
    void what_is_lost_on_the_way_is_found_by_looking() {
        subscribe();
        sold(seller, 1, "MUG");
        amazon.fault("notification", "DROP", Map.of());
        edit("MUG", 99);
        receive();
        assertThat(queued()).isZero();
        deliver(seller);
        assertThat(shown("MUG")).isEqualTo(99);
        time.advance(delivery.lookEvery());
        deliver(seller);
        assertThat(shown("MUG")).isEqualTo(10);
    }

    @Test
    void one_that_comes_twice_causes_one_look() {
        subscribe();
        sold(seller, 1, "MUG");
        amazon.fault("notification", "DUPLICATE", Map.of());
        edit("MUG", 9);
        assertThat(queued()).isEqualTo(2);
        int before = looks();
        receive();
        deliver(seller);
        time.advance(Duration.ofMinutes(5));
        deliver(seller);
        assertThat(looks() - before).isEqualTo(1);
        assertThat(queued()).isZero();
    }

    @Test
    void a_redelivered_notification_is_known_by_its_id() {
        subscribe();
        sold(seller, 1, "MUG");
        var id = UUID.randomUUID().toString();
        put(quantity(id, SELLER, "MUG", 3, time.instant()));
        receive();
        var first = due("MUG");
        assertThat(first).contains(time.instant());
        round(seller);
        time.advance(Duration.ofMinutes(5));
        put(quantity(id, SELLER, "MUG", 3, time.instant()));
        receive();
        assertThat(due("MUG")).as("a look for what came before").isNotEqualTo(Optional.of(time.instant()));
    }

    @Test
    void a_storm_about_one_target_is_a_look_at_once_and_one_a_minute_later() {
        subscribe();
        sold(seller, 1, "MUG");
        int before = looks();
        for (int quantity = 0; quantity < 30; quantity++) {
            edit("MUG", quantity % 7);
            receive();
            round(seller);
            time.advance(Duration.ofMillis(1_500));
        }
        assertThat(looks() - before).isEqualTo(1);
        time.advance(Duration.ofSeconds(20));
        round(seller);
        round(seller);
        assertThat(looks() - before).isEqualTo(2);
        assertThat(of(seller, "MUG", "shown_quantity", Integer.class)).contains(29 % 7);
    }

    @Test
    void an_echo_of_our_own_number_causes_no_look() {
        subscribe();
        sold(seller, 1, "MUG");
        put(quantity(UUID.randomUUID().toString(), SELLER, "MUG", 10, time.instant()));
        int before = looks();
        receive();
        deliver(seller);
        assertThat(looks()).isEqualTo(before);
    }

    @Test
    void the_older_of_two_that_changed_places_causes_no_look_of_its_own() {
        subscribe();
        sold(seller, 1, "MUG");
        var newer = time.instant();
        put(quantity("newer", SELLER, "MUG", 4, newer));
        receive();
        round(seller);
        time.advance(Duration.ofMinutes(2));
        put(quantity("older", SELLER, "MUG", 3, newer.minusSeconds(30)));
        receive();
        assertThat(of(seller, "MUG", "noticed_event_at", Instant.class)).contains(newer);
        assertThat(of(seller, "MUG", "noticed_at", Instant.class)).contains(newer);
    }

    @Test
    void a_time_in_the_future_makes_no_other_look_old() {
        subscribe();
        sold(seller, 1, "MUG");
        put(quantity("future", SELLER, "MUG", 4, time.instant().plus(Duration.ofDays(9_999))));
        receive();
        round(seller);
        time.advance(Duration.ofMinutes(2));
        put(quantity("now-1", SELLER, "MUG", 3, time.instant()));
        receive();
        assertThat(due("MUG")).contains(time.instant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "7",
                "{}",
                "{\"NotificationType\":7}",
                "{\"NotificationType\":\"\"}",
                "{\"NotificationType\":\"LISTINGS_ITEM_MFN_QUANTITY_CHANGE\"}",
                "{\"detail-type\":\"LISTINGS_ITEM_MFN_QUANTITY_CHANGE\"}",
                "{} {}"
            })
    void what_cannot_be_read_is_told_and_stops_no_other(String poison) {
        subscribe();
        sold(seller, 1, "MUG");
        IntStream.range(0, 3).forEach(_ -> put(poison.isEmpty() ? " " : poison));
        put(quantity("n-" + poison.hashCode(), SELLER, "MUG", 3, time.instant()));
        receive();
        assertThat(due("MUG")).contains(time.instant());
        assertThat(odd(Kind.UNREADABLE)).isEqualTo(3);
        assertThat(queued()).isZero();
    }

    @Test
    void a_type_we_never_asked_for_a_body_too_long_and_an_unknown_seller_are_told_apart() {
        subscribe();
        put("{\"NotificationType\":\"ANY_OFFER_CHANGED\"}");
        put("\"" + "x".repeat(NotificationBody.MOST_CHARACTERS) + "\"");
        put(quantity("stranger", "A9STRANGER", "MUG", 3, time.instant()));
        receive();
        assertThat(odd(Kind.UNKNOWN_TYPE)).isEqualTo(1);
        assertThat(odd(Kind.TOO_LARGE)).isEqualTo(1);
        assertThat(odd(Kind.UNKNOWN_SELLER)).isEqualTo(1);
        assertThat(queued()).isZero();
    }

    @Test
    void a_sku_that_differs_in_case_is_another_one() {
        subscribe();
        sold(seller, 1, "MUG");
        var before = due("MUG");
        put(quantity("case", SELLER, "mug", 3, time.instant()));
        receive();
        assertThat(due("MUG")).isEqualTo(before);
        assertThat(odd(Kind.UNKNOWN_SELLER)).isZero();
    }

    @Test
    void all_merchants_who_have_connected_the_seller_look() {
        subscribe();
        sold(seller, 1, "MUG");
        var other = merchant();
        sold(other, 1, "MUG");
        deliver(seller);
        time.advance(Duration.ofMinutes(2));
        put(quantity("both", SELLER, "MUG", 3, time.instant()));
        receive();
        assertThat(due("MUG")).contains(time.instant());
        assertThat(of(other, "MUG", "read_due_at", Instant.class)).contains(time.instant());
    }

    @Test
    void what_comes_for_a_deleted_account_is_of_a_stranger() {
        subscribe();
        sold(seller, 1, "MUG");
        edit("MUG", 99);
        seller.calls()
                .delete("/api/v1/amazon-accounts/%d?listings=1".formatted(seller.account()))
                .then()
                .statusCode(202);
        receive();
        assertThat(odd(Kind.UNKNOWN_SELLER)).isPositive();
        assertThat(queued()).isZero();
        assertThat(rows("amazon_subscription")).isZero();
    }

    /// Whoever fulfils it may have changed: a number may turn an offer that was handed to Amazon.
    @Test
    void when_the_channel_may_have_changed_it_is_read_before_anything_is_sent() {
        subscribe();
        sold(seller, 1, "MUG");
        offer("MUG", "AMAZON_EU");
        receive();
        assertThat(due("MUG")).contains(time.instant());
        assertThat(of(seller, "MUG", "channel_read_at", Instant.class))
                .hasValueSatisfying(at -> assertThat(at).isBefore(time.instant().minus(Duration.ofMinutes(59))));
        round(seller);
        assertThat(of(seller, "MUG", "channel", String.class)).contains("amazon");
    }

    @Test
    void an_issue_causes_a_look() {
        subscribe();
        sold(seller, 1, "MUG");
        put(ofListing("issue", "LISTINGS_ITEM_ISSUES_CHANGE", "2023-12-13", """
                "MarketplaceId":"%s","Severities":["ERROR"],"EnforcementActions":[]""".formatted(GERMANY)));
        receive();
        assertThat(due("MUG")).contains(time.instant());
    }

    /// What was read may have been read before the change.
    @Test
    void what_is_noticed_while_a_look_is_under_way_is_looked_at_again() {
        subscribe();
        sold(seller, 1, "MUG");
        put(quantity("first", SELLER, "MUG", 4, time.instant()));
        receive();
        var readings = new Looks(seller.key());
        readings.begin();
        time.advance(Duration.ofSeconds(1));
        put(quantity("second", SELLER, "MUG", 5, time.instant()));
        receive();
        readings.finish(marketplace, credentials(seller.key()));
        assertThat(due("MUG"))
                .hasValueSatisfying(due -> assertThat(due)
                        .isAfterOrEqualTo(time.instant())
                        .isBefore(time.instant().plus(Duration.ofMinutes(2))));
    }

    @Test
    void a_replica_that_dies_before_it_deletes_leaves_nothing_undone_and_does_nothing_twice() throws QueueFailure {
        subscribe();
        sold(seller, 1, "MUG");
        edit("MUG", 9);
        var died = queue().receive();
        inbox().store(died.stream()
                .map(message -> NotificationBody.read(message.body()))
                .toList());
        assertThat(due("MUG")).contains(time.instant());
        int before = looks();
        round(seller);
        receive();
        assertThat(queued()).as("hidden from others").isEqualTo(died.size());
        time.advance(config.visibility().plusSeconds(5));
        receive();
        assertThat(queued()).isZero();
        deliver(seller);
        assertThat(looks() - before).isEqualTo(1);
    }

    @Test
    void a_replica_that_dies_before_it_stores_leaves_it_to_others() throws QueueFailure {
        subscribe();
        sold(seller, 1, "MUG");
        edit("MUG", 9);
        assertThat(queue().receive()).isNotEmpty();
        time.advance(config.visibility().plusSeconds(5));
        receive();
        assertThat(due("MUG")).contains(time.instant());
    }

    @Test
    void a_queue_that_is_denied_is_told_and_asked_again_after_a_while() {
        subscribe();
        amazon.queueFault("ReceiveMessage", "FORBIDDEN", QUEUE);
        var receiver = receiver();
        assertThat(receiver.receive()).isFalse();
        assertThat(contact.state().reason())
                .contains("let this service receive")
                .doesNotContain("secret");
        assertThat(contact.state().failedSince()).contains(time.instant());
        receiver.receive();
        assertThat(contact.state().failures()).as("asked only once meanwhile").isEqualTo(1);
        amazon.noMoreFaults();
        time.advance(Duration.ofMinutes(5));
        assertThat(receiver.receive()).isTrue();
        assertThat(contact.state().failedSince()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_ERROR", "THROTTLED", "CLOSE"})
    void whatever_ails_the_queue_harms_nothing_else(String kind) {
        subscribe();
        sold(seller, 1, "MUG");
        amazon.queueFault("ReceiveMessage", kind, QUEUE);
        edit("MUG", 99);
        assertThat(receiver().receive()).isFalse();
        time.advance(delivery.lookEvery());
        deliver(seller);
        assertThat(shown("MUG")).isEqualTo(10);
    }

    @Test
    void a_queue_that_cannot_be_reached_is_told() {
        config = config(Map.of("stockrule.amazon-notifications.endpoint", "http://127.0.0.1:1"));
        assertThat(receiver().receive()).isFalse();
        assertThat(contact.state().reason()).startsWith("it cannot be reached");
    }

    @Test
    void what_was_received_long_ago_is_forgotten() {
        subscribe();
        put(quantity("old-1", SELLER, "MUG", 3, time.instant()));
        receive();
        time.advance(config.remembered().plusSeconds(1));
        put(quantity("young-1", SELLER, "MUG", 3, time.instant()));
        receive();
        inbox().tidy();
        List<String> known = database.withHandle(handle -> handle.select(
                        "select notification_id from notification" + " where notification_id in ('old-1', 'young-1')")
                .mapTo(String.class)
                .list());
        assertThat(known).containsExactly("young-1");
    }

    @Test
    void nothing_is_sent_to_a_deactivated_account_until_it_is_active_again() {
        subscribe();
        sold(seller, 1, "MUG");
        amazon.ask("POST", "/status", Map.of("status", "DEACTIVATED"));
        receive();
        assertThat(account().path("suspendedReason").asText()).startsWith("Amazon has deactivated");
        assertThat(of(seller, "MUG", "waiting", Boolean.class)).contains(false);
        amazon.ask("POST", "/status", Map.of("status", "AT_RISK", "from", "DEACTIVATED"));
        time.advance(Duration.ofSeconds(1));
        amazon.ask("POST", "/status", Map.of("status", "AT_RISK", "from", "DEACTIVATED"));
        receive();
        assertThat(account().path("suspendedReason").isMissingNode()).isTrue();
    }

    @Test
    void a_person_can_resume_a_deactivated_account() {
        subscribe();
        amazon.ask("POST", "/status", Map.of("status", "DEACTIVATED"));
        receive();
        seller.calls()
                .post("/api/v1/amazon-accounts/%d/actions/resume".formatted(seller.account()))
                .then()
                .statusCode(200);
        assertThat(account().path("suspendedReason").isMissingNode()).isTrue();
    }

    @Test
    void one_marketplace_of_two_being_deactivated_stops_nothing_and_an_older_word_changes_nothing() {
        subscribe();
        amazon.ask("POST", "/status", Map.of("status", "NORMAL", "marketplace", FRANCE));
        amazon.ask("POST", "/status", Map.of("status", "DEACTIVATED", "marketplace", GERMANY));
        receive();
        assertThat(account().path("suspendedReason").isMissingNode()).isTrue();
        put(accountStatus("late", "DEACTIVATED", FRANCE, time.instant().minusSeconds(60)));
        receive();
        assertThat(account().path("suspendedReason").isMissingNode()).isTrue();
        time.advance(Duration.ofSeconds(1));
        put(accountStatus("newest", "DEACTIVATED", FRANCE, time.instant()));
        receive();
        assertThat(account().path("suspendedReason").asText()).startsWith("Amazon has deactivated");
    }

    @Test
    void a_suspension_for_another_reason_stays_when_the_account_is_active() {
        subscribe();
        database.useHandle(handle -> handle.execute(
                "update amazon_account set suspended_until = ?, suspended_reason = 'the secret' where merchant_id = ?",
                time.instant().plus(Duration.ofHours(6)).atOffset(ZoneOffset.UTC),
                seller.merchant().id()));
        amazon.ask("POST", "/status", Map.of("status", "NORMAL"));
        receive();
        assertThat(account().path("suspendedReason").asText()).isEqualTo("the secret");
    }

    @Test
    void a_feed_that_is_done_is_asked_for_at_once() {
        subscribe();
        database.useHandle(handle -> handle.execute(
                "insert into feed (merchant_id, amazon_account_id, feed_number, marketplace, state, amazon_id, begun_at,"
                        + " deadline, look_at) values (?, ?, 1, 'DE', 'RUNNING', 'F-1', ?, ?, ?)",
                seller.merchant().id(),
                seller.account(),
                utc(time.instant()),
                utc(time.instant().plus(Duration.ofHours(2))),
                utc(time.instant().plus(Duration.ofMinutes(5)))));
        put("""
                {"notificationVersion":"2020-09-04","notificationType":"FEED_PROCESSING_FINISHED",
                 "payloadVersion":"2020-09-04","eventTime":"%s",
                 "payload":{"feedProcessingFinishedNotification":{"sellerId":"%s","feedId":"F-1",
                 "feedType":"JSON_LISTINGS_FEED","processingStatus":"DONE"}},
                 "notificationMetadata":{"applicationId":"a","subscriptionId":"s","publishTime":"%s",
                 "notificationId":"feed-%d"}}""".formatted(time.instant(), SELLER, time.instant(), seller.account()));
        receive();
        Instant lookAt = database.withHandle(handle -> handle.select(
                        "select look_at from feed where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Instant.class)
                .one());
        assertThat(lookAt).isEqualTo(time.instant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private long rows(String table) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from %s where merchant_id = ?".formatted(table),
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }

    private void put(String body) {
        amazon.putInto(QUEUE, body);
    }

    /// In the envelope of EventBridge, as such a one comes.
    private static String quantity(String id, String seller, String sku, int quantity, Instant at) {
        return """
                {"version":"0","id":"e","detail-type":"LISTINGS_ITEM_MFN_QUANTITY_CHANGE","detail":
                {"NotificationVersion":"1.0","NotificationType":"LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
                 "PayloadVersion":"1.0","EventTime":"%s",
                 "Payload":{"SellerId":"%s","FulfillmentChannelCode":"DEFAULT","Sku":"%s","Quantity":%d},
                 "NotificationMetadata":{"ApplicationId":"a","SubscriptionId":"s","PublishTime":"%s",
                 "NotificationId":"%s"}}}""".formatted(at, seller, sku, quantity, at, id);
    }

    private String ofListing(String id, String type, String version, String more) {
        return """
                {"NotificationVersion":"1.0","NotificationType":"%s","PayloadVersion":"%s","EventTime":"%s",
                 "Payload":{"SellerId":"%s","Asin":"B","Sku":"MUG",%s},
                 "NotificationMetadata":{"ApplicationId":"a","SubscriptionId":"s","PublishTime":"%s",
                 "NotificationId":"%s-%d"}}""".formatted(type, version, time.instant(), SELLER, more, time.instant(), id, seller.account());
    }

    private String accountStatus(String id, String status, String marketplace, Instant at) {
        return """
                {"NotificationVersion":"1.0","NotificationType":"ACCOUNT_STATUS_CHANGED","PayloadVersion":"2021-01-01",
                 "EventTime":"%s","Payload":{"accountStatusChangeNotification":{"sellerId":"%s","marketplaceId":"%s",
                 "previousAccountStatus":"NORMAL","currentAccountStatus":"%s"}},
                 "NotificationMetadata":{"NotificationId":"%s-%d"}}""".formatted(at, SELLER, marketplace, status, id, seller.account());
    }
}
