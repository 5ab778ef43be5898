package io.stockrule.delivery;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.delivery.feed.FixedFeedConfig;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.TargetStatus;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.SellerControl;
import io.stockrule.simulator.SimulatorOptions;
import io.stockrule.simulator.Simulators;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Numbers that leave by hundreds, in feeds, before a simulated Amazon and in simulated time. 100 numbers that wait
/// are a feed here, and one a second leaves alone. `-Dstockrule.feed=200000` is the size that the pace is promised for.
@QuarkusTest
class FeedLaneTest {
    private static final Logger LOG = Logger.getLogger(FeedLaneTest.class);
    private static final String SELLER = "A1SELLER";
    private static final int TARGETS = Integer.getInteger("stockrule.feed", 600);

    private static final int PART = 500;

    /// So many are worth a feed.
    private static final int ENOUGH = 100;

    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig(1, 10);
    private static final Duration STEP = Duration.ofSeconds(5);

    @Inject
    AmazonAccounts accounts;

    @Inject
    Jdbi database;

    @Inject
    DeliveryMetrics metrics;

    @TempDir
    Path memory;

    private final TestClock clock = new TestClock();
    private Simulators simulators;
    private SellerControl amazon;
    private Deliveries deliveries;
    private TestSeller seller;
    private HistoryReplica replica;

    @BeforeEach
    void start() {
        simulators = Simulators.start(memory, SimulatorOptions.defaults().with(clock));
        deliveries = new Deliveries(database, clock, CONFIG);
        seller = TestSeller.create();
        amazon = new SellerControl(simulators, SELLER);
        amazon.connect("amzn1.application-oa2-client.1", TestSeller.CLIENT_SECRET, TestSeller.REFRESH_TOKEN);
        inParts(
                skus().toList(),
                part -> amazon.ask(
                        "PUT",
                        "/listings",
                        part.stream()
                                .map(sku -> Map.of(
                                        "sku",
                                        sku,
                                        "channels",
                                        List.of(Map.of(
                                                "fulfillment_channel_code", "DEFAULT",
                                                "quantity", 7,
                                                "lead_time_to_ship_max_days", 4))))
                                .toList()));
        replica = replica(250);
        known();
    }

    @AfterEach
    void stop() {
        replica.close();
        HistoryReplica.retire(database, seller);
        amazon.close();
        simulators.close();
    }

    private HistoryReplica replica(int feedSize) {
        return new HistoryReplica(
                seller,
                SimulatedMarketplace.of(simulators, clock),
                accounts,
                database,
                clock,
                CONFIG,
                new FixedWaveConfig(0, 0, 0),
                new FixedFeedConfig(ENOUGH, feedSize),
                metrics,
                new HistoryWatch());
    }

    @Test
    void what_is_most_urgent_leaves_alone_and_the_rest_in_feeds() {
        want(sku -> number(sku) < 10 ? 0 : 9);
        run(Duration.ofMinutes(5), STEP);

        assertThat(wrong(sku -> number(sku) < 10 ? 0 : 9)).isEmpty();
        assertThat(skus().limit(10)).allMatch(sku -> way(sku).equals("200"));
        assertThat(ways("feed")).hasSizeGreaterThan(TARGETS / 2);
        assertThat(amazon.patches()).allMatch(it -> it.path("op").asText().equals("merge"));
        assertThat(amazon.listings())
                .allMatch(it -> it.at("/live/0/lead_time_to_ship_max_days").asInt() == 4);
    }

    /// Amazon takes five feeds in five minutes, and works on each for half a minute here.
    @Test
    void a_long_queue_leaves_at_the_pace_of_the_quota() {
        amazon.ask("PUT", "", Map.of("feedMillis", 30_000));
        replica.close();
        int feeds = 8;
        replica = replica((TARGETS + feeds - 1) / feeds);
        want(_ -> 9);
        var begun = clock.instant();
        while (underWay() > 0) {
            run(STEP.multipliedBy(3), STEP);
        }

        var took = Duration.between(begun, clock.instant());
        LOG.infof(
                "%d numbers took %s, %d of them in feeds: %s",
                TARGETS, took, ways("feed").size(), feeds());
        assertThat(wrong(_ -> 9)).isEmpty();
        assertThat(took).isLessThan(Duration.ofMinutes(feeds).multipliedBy(11).dividedBy(10));
    }

    @Test
    void few_numbers_leave_alone() {
        wantOnly(skus().limit(ENOUGH - 1).toList(), 9);
        run(Duration.ofMinutes(3), STEP);

        assertThat(ways("feed")).isEmpty();
        assertThat(ways("200")).hasSize(ENOUGH - 1);
    }

    @Test
    void what_amazon_refuses_of_a_feed_is_told_and_the_others_arrive() {
        amazon.ask(
                "PUT", "/listings", List.of(Map.of("sku", sku(450), "marketplaces", List.of(), "channels", List.of())));
        amazon.fault("feedMessage", "VANISH", Map.of("every", 50));
        want(_ -> 9);
        run(Duration.ofMinutes(5), STEP);
        run(Duration.ofMinutes(40), Duration.ofMinutes(1));

        assertThat(status(sku(450)).kind()).isEqualTo(TargetStatus.Kind.LINKING_ERROR);
        assertThat(wrong(_ -> 9)).containsExactly(sku(450));
    }

    @Test
    void what_a_feed_left_undone_is_looked_for_and_sent_again() {
        amazon.fault("feed", "SERVER_ERROR", Map.of("times", 1));
        want(_ -> 9);
        run(Duration.ofMinutes(8), STEP);

        assertThat(feeds()).anyMatch(it -> it.contains("LOST"));
        assertThat(wrong(_ -> 9)).isEmpty();
    }

    @Test
    void a_feed_that_hangs_is_given_up_and_when_it_ends_all_the_same_the_newest_numbers_follow() {
        amazon.fault("feed", "HANG", Map.of("times", 1));
        want(_ -> 9);
        run(Duration.ofMinutes(2), STEP);
        assertThat(feeds()).anyMatch(it -> it.contains("RUNNING"));
        pass(Duration.ofHours(1));
        want(_ -> 8);
        run(Duration.ofMinutes(12), STEP);
        assertThat(feeds()).anyMatch(it -> it.contains("STUCK"));
        assertThat(wrong(_ -> 8)).isEmpty();
        seller.calls()
                .get("/api/v1/amazon-accounts/" + seller.account() + "/feeds?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].marketplace", equalTo("DE"))
                .body("next", notNullValue());
        seller.calls()
                .get("/api/v1/amazon-accounts/" + seller.account() + "/feeds")
                .then()
                .body("items.state", hasItem("STUCK"))
                .body("items.find { it.state == 'STUCK' }.problem", equalTo("Amazon has not ended it in time"));

        pass(Duration.ofHours(5));
        run(Duration.ofMinutes(30), STEP);
        assertThat(feeds()).allMatch(it -> it.contains("ENDED"));
        assertThat(wrong(_ -> 8)).isEmpty();
        assertThat(skus()).allMatch(sku -> status(sku).kind() == TargetStatus.Kind.LINKED);
    }

    @Test
    void a_feed_that_amazon_created_without_an_answer_is_found() {
        amazon.fault("createFeed", "CLOSE", Map.of("times", 1, "moment", "AFTER"));
        want(_ -> 9);
        run(Duration.ofMinutes(6), STEP);

        assertThat(wrong(_ -> 9)).isEmpty();
        assertThat(twice()).isEmpty();
    }

    @Test
    void a_feed_that_amazon_did_not_create_is_created_once_more() {
        amazon.fault("createFeed", "OVERLOADED", Map.of("times", 1));
        want(_ -> 9);
        run(Duration.ofMinutes(8), STEP);

        assertThat(wrong(_ -> 9)).isEmpty();
        assertThat(twice()).isEmpty();
    }

    /// Amazon did not create the first and has created the second, and neither was answered.
    @Test
    void feeds_that_nobody_knows_to_be_created_are_not_taken_for_each_other() {
        amazon.fault("createFeed", "CLOSE", Map.of("times", 1));
        amazon.fault("createFeed", "CLOSE", Map.of("times", 1, "moment", "AFTER"));
        want(_ -> 9);
        run(Duration.ofMinutes(12), STEP);

        assertThat(wrong(_ -> 9)).isEmpty();
        assertThat(twice()).isEmpty();
    }

    @Test
    void what_no_feed_can_be_created_for_leaves_alone() {
        amazon.fault("createFeed", "FORBIDDEN", Map.of());
        want(_ -> 9);
        run(Duration.ofMinutes(12), STEP);

        assertThat(ways("feed")).isEmpty();
        assertThat(wrong(_ -> 9)).isEmpty();
    }

    @Test
    void another_replica_goes_on_with_the_feed_of_one_that_died() {
        want(_ -> 9);
        replica.takeFeedsAndDie();
        replica.close();
        replica = replica(250);
        run(Duration.ofMinutes(9), STEP);

        assertThat(wrong(_ -> 9)).isEmpty();
    }

    @Test
    void a_number_that_was_withdrawn_before_its_feed_left_does_not_leave() {
        amazon.fault("createFeedDocument", "OVERLOADED", Map.of("times", 1));
        want(_ -> 9);
        run(STEP.multipliedBy(2), STEP);
        assertThat(feeds()).singleElement().asString().contains("READY");
        give(sku -> new Wish.Hold("stock is unknown"), skus().toList());
        run(Duration.ofMinutes(4), STEP);

        assertThat(ways("feed")).isEmpty();
        assertThat(feeds()).allMatch(it -> it.contains("ENDED"));
    }

    @Test
    void what_is_in_a_feed_does_not_leave_when_the_account_is_switched_off() {
        amazon.fault("createFeedDocument", "OVERLOADED", Map.of("times", 1));
        want(_ -> 9);
        run(STEP.multipliedBy(2), STEP);
        assertThat(feeds()).singleElement().asString().contains("READY");
        updates(false);
        run(Duration.ofMinutes(4), STEP);
        assertThat(ways("feed")).isEmpty();
        assertThat(feeds()).allMatch(it -> it.contains("ENDED"));
        updates(true);
        run(Duration.ofMinutes(12), STEP);

        assertThat(wrong(_ -> 9)).isEmpty();
        assertThat(twice()).isEmpty();
    }

    private void updates(boolean on) {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set update_quantity = ? where amazon_account_id = ?", on, seller.account()));
    }

    /// First numbers are there, and seen.
    private void known() {
        want(_ -> 7);
        step(delivery -> {
            delivery.readBack(delivery.fence(), shows(7), clock.instant(), CONFIG);
            delivery.depart(clock.instant(), CONFIG.lease());
            var accepted = new SendResult.Accepted("s", Optional.empty(), List.of());
            delivery.land(delivery.departed(), accepted, clock.instant(), CONFIG);
            delivery.readBack(delivery.fence(), shows(7), clock.instant(), CONFIG);
            delivery.lookAt(clock.instant().plus(Duration.ofDays(365)));
        });
    }

    private static Reading shows(int quantity) {
        return new Reading.SellerFulfilled(OptionalInt.of(quantity), OptionalInt.empty());
    }

    private void step(Consumer<Delivery> step) {
        inParts(
                skus().map(seller::target).sorted().toList(),
                part -> QuarkusTransaction.requiringNew()
                        .run(() -> database.useHandle(handle -> {
                            var some = DeliveryTable.lock(handle, part);
                            some.forEach(step);
                            DeliveryTable.store(handle, some);
                        })));
    }

    private static <T> void inParts(List<T> all, Consumer<List<T>> work) {
        for (int from = 0; from < all.size(); from += PART) {
            work.accept(all.subList(from, Math.min(from + PART, all.size())));
        }
    }

    private void want(ToIntFunction<String> quantity) {
        give(sku -> new Wish.Number(quantity.applyAsInt(sku), OptionalInt.empty()), skus().toList());
    }

    private void wantOnly(List<String> skus, int quantity) {
        give(_ -> new Wish.Number(quantity, OptionalInt.empty()), skus);
    }

    private void give(Function<String, Wish> wish, List<String> skus) {
        inParts(
                skus,
                part -> QuarkusTransaction.requiringNew()
                        .run(() -> deliveries.handOver(part.stream()
                                .map(sku -> new Wanted(
                                        seller.target(sku),
                                        "DE",
                                        wish.apply(sku),
                                        false,
                                        "{}",
                                        Cause.STOCK,
                                        clock.instant()))
                                .toList())));
    }

    private void run(Duration time, Duration step) {
        for (var left = time; left.isPositive(); left = left.minus(step)) {
            replica.feeds();
            replica.work();
            amazon.settle();
            pass(step);
        }
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    /// Numbers that Amazon has not accepted.
    private int underWay() {
        return database.withHandle(handle -> handle.createQuery(
                        "select count(*) from delivery where amazon_account_id = :account and waiting_since is not null")
                .bind("account", seller.account())
                .mapTo(Integer.class)
                .one());
    }

    private static String sku(int number) {
        return "F-%05d".formatted(number);
    }

    private static int number(String sku) {
        return Integer.parseInt(sku.substring(2));
    }

    private static Stream<String> skus() {
        return IntStream.range(0, TARGETS).mapToObj(FeedLaneTest::sku);
    }

    /// SKUs that show something else.
    private List<String> wrong(ToIntFunction<String> quantity) {
        return amazon.listings()
                .filter(it -> it.at("/live/0/quantity").asInt(-1)
                        != quantity.applyAsInt(it.path("sku").asText()))
                .map(it -> it.path("sku").asText())
                .toList();
    }

    /// SKUs of numbers that came so: `feed`, or the status of a patch.
    private List<String> ways(String how) {
        return amazon.patches()
                .filter(it -> it.path("answered").asText().startsWith(how))
                .map(it -> it.path("sku").asText())
                .toList();
    }

    /// What of SKUs that were sent more than once.
    private List<String> twice() {
        Map<String, List<JsonNode>> bySku =
                amazon.patches().collect(groupingBy(it -> it.path("sku").asText()));
        return bySku.values().stream()
                .filter(all -> all.size() > 1)
                .map(all -> all.stream()
                        .map(it -> it.path("at").asText() + " " + it.path("answered") + " " + it.path("fate") + " "
                                + it.path("settled"))
                        .toList()
                        .toString())
                .toList();
    }

    private String way(String sku) {
        return amazon.ask("GET", "/patches?sku=" + sku, "")
                .at("/items/0/answered")
                .asText();
    }

    private List<String> feeds() {
        return database.withHandle(handle -> handle.createQuery(
                        "select state || ' ' || coalesce(outcome, '') from feed where amazon_account_id = :account")
                .bind("account", seller.account())
                .mapTo(String.class)
                .list());
    }

    private TargetStatus status(String sku) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> DeliveryTable.read(handle, List.of(seller.target(sku)))))
                .getFirst()
                .status();
    }
}
