package io.stockrule.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.database.SimulatedTime;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.DeliveryRounds;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.SellerControl;
import io.stockrule.simulator.SimulatorOptions;
import io.stockrule.simulator.Simulators;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A merchant with 10 pieces of each variant, a simulated Amazon with its notifications, and a queue that speaks the
/// protocol of SQS over HTTP, in simulated time. Nothing works by itself: each test receives, looks and sends.
abstract class NotificationScene {
    static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:notifications";
    static final String SELLER = "A1SELLER";
    static final String CLIENT = "amzn1.application-oa2-client.1";
    static final String GERMANY = "A1PA6795UKMFR9";
    static final String FRANCE = "A13V1IB3VIYZZH";

    /// One start of the service for all tests of notifications. It knows that they are wanted.
    public static class Profile extends SimulatedTime.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("stockrule.amazon-notifications.queue", QUEUE);
        }
    }

    @TempDir
    Path memory;

    @Inject
    SimulatedTime time;

    @Inject
    Jdbi database;

    @Inject
    Decider decider;

    @Inject
    AmazonAccounts accounts;

    @Inject
    DeliveryConfig delivery;

    @Inject
    MeterRegistry meters;

    Simulators simulators;
    SellerControl amazon;
    SimulatedMarketplace marketplace;
    TestSeller seller;
    NotificationConfig config;
    QueueContact contact;

    @BeforeEach
    void sell() {
        time.advance(Duration.ofHours(1));
        simulators = Simulators.start(memory, SimulatorOptions.defaults().with(time));
        marketplace = SimulatedMarketplace.of(simulators, time);
        amazon = new SellerControl(simulators, SELLER);
        amazon.connect(CLIENT, TestSeller.CLIENT_SECRET, TestSeller.REFRESH_TOKEN);
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(GERMANY, FRANCE)));
        forget();
        seller = merchant();
        config = config(Map.of());
        contact = new QueueContact(time);
    }

    /// What other tests have left, whose merchants have connected the same seller.
    private void forget() {
        database.useHandle(handle -> {
            handle.execute("delete from amazon_destination");
            handle.execute("delete from notification_oddity");
            handle.execute(
                    "update amazon_account set update_quantity = false, seller_id = 'A0GONE' || amazon_account_id");
        });
    }

    TestSeller merchant() {
        var made = TestSeller.create();
        made.stock(10, time.instant());
        return made;
    }

    @AfterEach
    void stop() {
        amazon.close();
        simulators.close();
    }

    NotificationConfig config(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "stockrule.amazon-notifications.queue", QUEUE,
                "stockrule.amazon-notifications.endpoint",
                        simulators.queueEndpoint().toString(),
                "stockrule.amazon-notifications.access-key-id", "key",
                "stockrule.amazon-notifications.secret-access-key", "secret",
                "stockrule.amazon-notifications.patience", "1ms"));
        all.putAll(settings);
        return mapped(all);
    }

    static NotificationConfig mapped(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(settings)
                .withMapping(NotificationConfig.class)
                .build()
                .getConfigMapping(NotificationConfig.class);
    }

    SqsQueue queue() {
        return new SqsQueue(config);
    }

    NotificationInbox inbox() {
        return new NotificationInbox(
                database, time, config, new NoticedTargets(time, config, delivery), new SellerStandings(time), meters);
    }

    NotificationReceiver receiver() {
        return new NotificationReceiver(queue(), inbox(), contact, config, delivery, time);
    }

    NotificationSubscriptions subscriptions() {
        return new NotificationSubscriptions(database, time, config, delivery);
    }

    NotificationSetUp setUp() {
        var notifications = marketplace.notifications();
        return new NotificationSetUp(
                notifications,
                new NotificationDestinations(notifications, database, time, config, delivery),
                subscriptions(),
                accounts,
                time,
                config,
                delivery);
    }

    /// As the worker does for one account, for ten seconds: at Amazon's pace it looks at one type each second.
    void lookAfter(TestSeller whose) {
        for (int second = 0; second < 10; second++) {
            subscriptions().plan();
            claim(whose).forEach(turn -> setUp().look(credentials(whose.key()), QueueArn.of(QUEUE), turn));
            time.advance(Duration.ofSeconds(1));
        }
    }

    /// What may be looked at now.
    List<NotificationSubscriptions.Turn> claim(TestSeller whose) {
        return subscriptions().ready().contains(whose.key()) ? subscriptions().claim(whose.key()) : List.of();
    }

    /// Until Amazon sends all that is wanted.
    void subscribe() {
        lookAfter(seller);
        assertThat(subscriptions().standing(seller.key()).problems()).isEmpty();
        assertThat(subscriptions().standing(seller.key()).subscribed()).isEqualTo(5);
    }

    AmazonCredentials credentials(AccountKey account) {
        return Objects.requireNonNull(accounts.credentials(List.of(account)).get(account));
    }

    /// Offers a SKU at Amazon, links a variant to it, and sends its number until it has arrived. What Amazon tells of
    /// that is received.
    void sold(TestSeller whose, long variant, String sku) {
        offer(sku, "DEFAULT");
        whose.link(whose.list("Default"), variant, sku);
        deliver(whose);
        receive();
        time.advance(Duration.ofMinutes(2));
        deliver(whose);
    }

    void offer(String sku, String channel) {
        amazon.ask(
                "PUT",
                "/listings",
                List.of(Map.of(
                        "sku", sku, "channels", List.of(Map.of("fulfillment_channel_code", channel, "quantity", 50)))));
    }

    /// Sends and reads back for a minute.
    void deliver(TestSeller whose) {
        Fanning.finish();
        while (Deciding.decideStale(decider) > 0) {
            // until nothing is left
        }
        for (int i = 0; i < 12; i++) {
            round(whose);
            time.advance(Duration.ofSeconds(5));
            amazon.settle();
        }
    }

    /// Once.
    void round(TestSeller whose) {
        var rounds = new DeliveryRounds(whose.key(), marketplace, time);
        rounds.work();
        rounds.close();
    }

    /// All that the queue has to give.
    void receive() {
        var receiver = receiver();
        for (int i = 0; i < 20; i++) {
            receiver.receive();
        }
    }

    /// Somebody enters another number in Seller Central.
    void edit(String sku, int quantity) {
        amazon.ask("POST", "/listings/%s/edit".formatted(sku), Map.of("quantity", quantity));
    }

    int shown(String sku) {
        return amazon.listing(sku).path("live").path(0).path("quantity").asInt();
    }

    /// A column of a target, as it is stored.
    <T> Optional<T> of(TestSeller whose, String sku, String column, Class<T> type) {
        return database.withHandle(handle -> handle.select(
                        "select %s from delivery where merchant_id = ? and seller_sku = ?".formatted(column),
                        whose.merchant().id(),
                        sku)
                .mapTo(type)
                .findOne());
    }

    Optional<Instant> due(String sku) {
        return of(seller, sku, "read_due_at", Instant.class);
    }

    JsonNode account() {
        return seller.calls()
                .get("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    /// How many messages the queue still has.
    int queued() {
        return amazon.queue(QUEUE).path("messages").asInt();
    }

    long odd(ReceivedNotification.Odd.Kind kind) {
        return database.withHandle(
                handle -> handle.select("select count from notification_oddity where kind = ?", kind.name())
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    /// How often listings were read.
    int looks() {
        return amazon.counted("searchListingsItems 200");
    }
}
