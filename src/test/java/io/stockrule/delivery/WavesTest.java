package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.TargetStatus;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers that change together with too many others wait for a person, and single sales do not.
@QuarkusTest
class WavesTest {
    private static final int TARGETS = 100;
    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig(1_000, 1_000);
    private static final Cause NEW_VERSION = Cause.profile(7, 2);

    @Inject
    Jdbi database;

    @Inject
    Sender sender;

    private final TestClock clock = new TestClock();
    private TestSeller seller;
    private Deliveries deliveries;
    private Departures departures;
    private Waves waves;

    /// Amazon shows 10 of each.
    @BeforeEach
    void listTargets() {
        seller = TestSeller.create();
        limit(30, 50, 0);
        want(10, 0, TARGETS, Cause.LINK);
        see(10, 0, TARGETS);
        assertThat(leave()).hasSize(TARGETS);
        arrive(10, 0, TARGETS);
    }

    private void limit(int zeroed, int lowered, int raised) {
        var config = new FixedWaveConfig(zeroed, lowered, raised);
        deliveries = new Deliveries(database, clock, CONFIG);
        departures = new Departures(database, clock, CONFIG, config, new ApplicationPace(database, clock));
        waves = new Waves(database, clock, config, CONFIG, sender);
    }

    @Test
    void what_goes_to_zero_with_too_many_others_is_held() {
        want(0, 0, 31, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(31);
        var wave = wave();
        assertThat(wave.causes()).containsExactly("PROFILE 7 2");
        assertThat(wave.zeroed()).isEqualTo(31);
        assertThat(wave.targets()).isEqualTo(TARGETS);
        assertThat(wave.listedUnits()).isEqualTo(10 * TARGETS);
    }

    @Test
    void fewer_leave() {
        want(0, 0, 30, NEW_VERSION);
        assertThat(leave()).hasSize(30);
    }

    @Test
    void what_lowers_the_listed_units_by_too_many_is_held() {
        want(3, 0, 72, NEW_VERSION); // 504 of 1,000
        assertThat(leave()).isEmpty();
        assertThat(wave().zeroed()).isZero();
        assertThat(wave().units()).isEqualTo(504);
    }

    @Test
    void what_moves_little_by_little_is_looked_at_together() {
        want(0, 0, 20, NEW_VERSION);
        assertThat(leave()).hasSize(20);
        clock.pass(Duration.ofMinutes(9));
        want(0, 20, 40, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(20);
    }

    @Test
    void what_moved_long_before_is_left_out() {
        want(0, 0, 20, NEW_VERSION);
        clock.pass(Duration.ofSeconds(2)); // more than all may leave in at once
        assertThat(leave()).hasSize(20);
        clock.pass(Duration.ofMinutes(11));
        want(0, 20, 40, NEW_VERSION);
        assertThat(leave()).hasSize(20);
    }

    /// The account was switched off, or Amazon was away.
    @Test
    void what_has_come_together_in_a_pause_is_looked_at_together() {
        want(0, 0, 16, NEW_VERSION);
        clock.pass(Duration.ofHours(1));
        want(0, 16, 32, NEW_VERSION);
        clock.pass(Duration.ofHours(1));
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(32);
    }

    /// Of very many it takes longer than that until Amazon has told what it shows of them.
    @Test
    void a_first_number_moves_when_it_is_known_what_amazon_shows() {
        seller = TestSeller.create();
        want(5, 0, 1, Cause.LINK);
        see(5, 0, 1);
        assertThat(leave()).hasSize(1);
        want(0, 1, 40, Cause.LINK);
        clock.pass(Duration.ofMinutes(30));
        want(6, 0, 1, Cause.STOCK);
        see(5, 0, 1);
        assertThat(leave()).hasSize(1);
        see(10, 1, 40);
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(39);
    }

    @Test
    void a_few_numbers_are_no_wave_however_many_percent_they_are() {
        database.useHandle(handle -> handle.execute(
                "delete from delivery where merchant_id = ? and seller_sku >= 'W-019'",
                seller.merchant().id()));
        want(0, 0, 19, NEW_VERSION);
        assertThat(leave()).hasSize(19);
    }

    @Test
    void rises_and_what_was_sold_leave_while_a_wave_is_held() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        want(9, 50, 60, Cause.STOCK);
        want(12, 60, 70, NEW_VERSION);
        assertThat(leave()).hasSize(20);
        assertThat(held()).hasSize(50);
    }

    /// A profile's new version is not decided of all at the same moment.
    @Test
    void what_follows_of_the_same_cause_is_held_too() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        want(0, 50, 55, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(55);
        assertThat(waves.list(seller.merchant().id(), OptionalLong.empty(), Optional.empty(), Long.MAX_VALUE, 9))
                .hasSize(1);
    }

    @Test
    void while_stock_is_held_single_sales_leave_and_what_empties_does_not() {
        want(0, 0, 50, Cause.STOCK);
        assertThat(leave()).isEmpty();
        want(5, 50, 60, Cause.STOCK);
        want(0, 60, 62, Cause.STOCK);
        assertThat(leave()).hasSize(10);
        assertThat(held()).hasSize(52);
    }

    /// What nothing was sent to is compared with what Amazon shows.
    @Test
    void first_numbers_of_what_sells_on_amazon_are_held_too() {
        var other = TestSeller.create();
        seller = other;
        want(0, 0, 40, Cause.LINK);
        see(10, 0, 40);
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(40);
        assertThat(wave().causes()).containsExactly("LINK");
    }

    @Test
    void rises_are_held_where_that_is_wanted() {
        limit(30, 50, 100);
        want(34, 0, 41, NEW_VERSION); // 984 on top of 1,000
        assertThat(leave()).hasSize(41);
        want(34, 41, 42, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(wave().direction()).isEqualTo(Wave.Direction.RISES);
        assertThat(held()).containsExactly("W-041");
    }

    @Test
    void what_was_never_sent_from_here_is_no_rise() {
        limit(30, 50, 100);
        seller = TestSeller.create();
        want(50, 0, 40, Cause.LINK);
        see(1, 0, 40);
        assertThat(leave()).hasSize(40);
    }

    @Test
    void what_is_approved_leaves_and_so_does_what_follows() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        say("approve", Map.of("all", true));
        waves.settle();
        assertThat(leave()).hasSize(50);
        want(0, 50, 100, NEW_VERSION);
        assertThat(leave()).hasSize(50);
        assertThat(held()).isEmpty();
    }

    @Test
    void a_part_is_approved() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(waves.end(wave(), List.of("W-001", "W-002", "W-099"), Wave.State.APPROVED))
                .isEqualTo(2);
        assertThat(leave()).containsExactly("W-001", "W-002");
        assertThat(held()).hasSize(48);
    }

    /// Rejecting is not undoing: what is decided next counts.
    @Test
    void what_is_rejected_stays_as_it_is_until_something_else_is_decided() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        say("reject", Map.of("all", true));
        waves.settle();
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(status("W-001")).satisfies(status -> {
            assertThat(status.kind()).isEqualTo(TargetStatus.Kind.UPDATE_ERROR);
            assertThat(status.reason()).contains("rejected");
        });
        want(8, 0, 50, Cause.profile(7, 3));
        assertThat(leave()).hasSize(50);
    }

    /// A profile's new version is decided little by little, and somebody may be quick.
    @Test
    void what_follows_a_rejection_with_the_same_cause_is_rejected_too() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(waves.end(seller.merchant().id(), wave().id(), Wave.State.REJECTED))
                .isTrue();
        waves.settle();
        want(0, 50, 60, NEW_VERSION);
        want(0, 60, 61, Cause.profile(7, 3));
        assertThat(leave()).containsExactly("W-060");
        waves.settle();
        assertThat(status("W-055").reason()).contains("rejected");
        clock.pass(Duration.ofMinutes(11));
        waves.settle();
        want(0, 61, 62, NEW_VERSION);
        assertThat(leave()).containsExactly("W-061");
    }

    @Test
    void what_a_person_asks_for_is_not_held() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(List.of(wanted("W-003", 0, NEW_VERSION, true))));
        assertThat(leave()).containsExactly("W-003");
    }

    @Test
    void a_wave_of_which_nothing_is_left_is_over() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        assertThat(status("W-001").reason()).contains("held");
        want(10, 0, 50, Cause.profile(7, 3));
        assertThat(leave()).isEmpty(); // it is what Amazon shows
        clock.pass(Duration.ofMinutes(11));
        waves.settle();
        assertThat(wave().state()).isEqualTo(Wave.State.OVER);
    }

    @Test
    void what_somebody_has_locked_when_the_wave_is_noticed_does_not_slip_through() throws Exception {
        want(0, 0, 50, NEW_VERSION);
        try (var other = database.open()) {
            other.begin();
            other.execute(
                    "select from delivery where merchant_id = ? and seller_sku < 'W-005' for update",
                    seller.merchant().id());
            assertThat(leave()).isEmpty();
            assertThat(held()).hasSize(45);
            other.rollback();
        }
        assertThat(leave()).isEmpty();
        assertThat(held()).hasSize(50);
    }

    /// It was locked until just before it would leave.
    @Test
    void what_is_about_to_leave_is_looked_at_once_more() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        var wave = wave();
        want(0, 50, 51, NEW_VERSION);
        want(12, 51, 52, NEW_VERSION);
        var free = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> WaveGuard.free(
                        handle,
                        DeliveryTable.lock(
                                handle,
                                skus(50, 52).stream().map(seller::target).toList()),
                        List.of(wave),
                        clock.instant())));
        assertThat(free).extracting(delivery -> delivery.target().sellerSku()).containsExactly("W-051");
        assertThat(held()).contains("W-050").hasSize(51);
    }

    /// A replica of the version before knows no waves: what it decides waits, and is looked at like all else.
    @Test
    void what_a_replica_without_waves_has_decided_anew_is_held_anew() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        database.useHandle(handle -> handle.execute(
                "update delivery set waiting = true where merchant_id = ? and seller_sku < 'W-010'",
                seller.merchant().id()));
        assertThat(leave()).isEmpty();
        assertThat(count("held_by is not null and not waiting")).isEqualTo(50);
    }

    @Test
    void words_of_a_later_version_keep_no_number_from_being_read() {
        want(0, 0, 1, NEW_VERSION);
        database.useHandle(handle -> handle.execute(
                "update delivery set moved_cause = 'COMET 7', obstacle = 'EATEN', obstacle_words = '' where merchant_id = ?",
                seller.merchant().id()));
        assertThat(leave()).containsExactly("W-000");
    }

    /// Its totals were counted a moment before, when it listed less.
    @Test
    void a_wave_is_begun_on_fresh_totals_only() {
        database.useHandle(handle -> handle.execute(
                "update delivery set channel = 'amazon' where merchant_id = ? and seller_sku >= 'W-070'",
                seller.merchant().id()));
        want(0, 0, 20, NEW_VERSION); // of 70
        assertThat(leave()).hasSize(20);
        database.useHandle(handle -> handle.execute(
                "update delivery set channel = 'seller' where merchant_id = ?",
                seller.merchant().id()));
        want(0, 20, 30, NEW_VERSION); // of 100
        assertThat(leave()).hasSize(10);
    }

    private long count(String condition) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from delivery where merchant_id = ? and " + condition,
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void the_api_tells_what_is_held_and_why() {
        seller.profile("Empty", 0).statusCode(201);
        long profile = database.withHandle(handle -> handle.select(
                        "select profile_id from profile where merchant_id = ? and name = 'Empty'",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
        want(0, 0, 50, Cause.profile(profile, 1));
        assertThat(leave()).isEmpty();
        long id = wave().id();
        seller.calls()
                .get("/api/v1/waves?state=HELD&amazonAccount=" + seller.account())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo((int) id))
                .body("items[0].held", equalTo(50))
                .body(
                        "items[0].what",
                        containsString("50 of 100 numbers fall at once, 50 of them to 0, by 500 of the 1,000 units"))
                .body("items[0].causes[0].text", equalTo("version 1 of the profile \"Empty\""));
        seller.calls()
                .get("/api/v1/waves/%d/numbers?limit=2".formatted(id))
                .then()
                .statusCode(200)
                .body("items.sellerSku", equalTo(List.of("W-000", "W-001")))
                .body("items[0].shown", equalTo(10))
                .body("items[0].wanted", equalTo(0))
                .body("next", equalTo("W-001"));
        seller.calls()
                .body(Map.of("sellerSkus", List.of("W-007", "W-099")))
                .post("/api/v1/waves/%d/reject".formatted(id))
                .then()
                .statusCode(200)
                .body("numbers", equalTo(1));
        seller.calls().get("/api/v1/waves/" + id).then().statusCode(200).body("state", equalTo("HELD"));
        TestSeller.create().calls().get("/api/v1/waves/" + id).then().statusCode(404);
        TestSeller.create()
                .calls()
                .body(Map.of("all", true))
                .post("/api/v1/waves/%d/approve".formatted(id))
                .then()
                .statusCode(404);
    }

    @Test
    void a_state_that_there_is_not_is_no_missing_page() {
        seller.calls()
                .get("/api/v1/waves?state=held")
                .then()
                .statusCode(400)
                .body("detail", equalTo("no wave has the state held; there are HELD, APPROVED, REJECTED, OVER"));
    }

    @Test
    void what_was_said_cannot_be_said_again() {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        say("reject", Map.of("all", true));
        seller.calls()
                .body(Map.of("all", true))
                .post("/api/v1/waves/%d/approve".formatted(wave().id()))
                .then()
                .statusCode(409)
                .body("type", containsString("wave-ended"))
                .body("state", equalTo("REJECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"all\": false}", "{\"all\": true, \"sellerSkus\": [\"W-001\"]}"})
    void whoever_does_not_say_which_numbers_has_said_nothing(String body) {
        want(0, 0, 50, NEW_VERSION);
        assertThat(leave()).isEmpty();
        seller.calls()
                .body(body)
                .post("/api/v1/waves/%d/approve".formatted(wave().id()))
                .then()
                .statusCode(422)
                .body("type", containsString("part-unclear"));
        assertThat(wave().state()).isEqualTo(Wave.State.HELD);
    }

    @Test
    void an_account_has_limits_of_its_own() {
        seller.calls()
                .body(Map.of("holdZeroedPercent", 0))
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200)
                .body("holdZeroedPercent", equalTo(0));
        want(0, 0, 50, NEW_VERSION); // half of the units, and not more
        assertThat(leave()).hasSize(50);
        seller.calls()
                .body(Map.of("holdZeroedPercent", -1))
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(400);
    }

    @Test
    void where_the_stock_has_gone_is_told() {
        database.useHandle(handle -> handle.execute(
                "update sent_number set because = ?::jsonb where merchant_id = ?",
                because(7),
                seller.merchant().id()));
        want(0, 0, 50, Cause.STOCK);
        database.useHandle(handle -> handle.execute(
                "update delivery set reasons = ? where merchant_id = ?",
                because(0),
                seller.merchant().id()));
        assertThat(leave()).isEmpty();
        seller.calls()
                .get("/api/v1/waves/" + wave().id())
                .then()
                .statusCode(200)
                .body("warehouses", hasSize(1))
                .body("warehouses[0].warehouse", equalTo("Berlin"))
                .body("warehouses[0].units", equalTo(-350));
    }

    private static String because(int inBerlin) {
        return """
                {"facts": {"variant": {"stock": [{"warehouse": "Berlin", "available": %d, "active": true},
                    {"warehouse": "Wien", "available": 3, "active": true}]}}}""".formatted(inBerlin);
    }

    private void say(String what, Map<String, Object> part) {
        seller.calls()
                .body(part)
                .post("/api/v1/waves/%d/%s".formatted(wave().id(), what))
                .then()
                .statusCode(200);
    }

    private Wave wave() {
        return waves.list(seller.merchant().id(), OptionalLong.empty(), Optional.empty(), Long.MAX_VALUE, 1)
                .getFirst();
    }

    private List<String> held() {
        return waves.numbers(wave(), "", 1_000).stream()
                .map(Waves.HeldNumber::sellerSku)
                .toList();
    }

    /// All that may, in as many turns as it takes.
    private TreeSet<String> leave() {
        var left = new TreeSet<String>();
        for (int turn = 0; turn < 3; turn++) {
            if (departures.readyAccounts().contains(seller.key())) {
                departures
                        .claim(seller.key())
                        .forEach(it -> left.add(it.update().sellerSku()));
            }
            clock.pass(Duration.ofSeconds(1));
        }
        return left;
    }

    private TargetStatus status(String sku) {
        return deliveries.states(List.of(seller.target(sku))).getFirst().status();
    }

    private void want(int quantity, int from, int to, Cause cause) {
        var wanted = new ArrayList<Wanted>();
        skus(from, to).forEach(sku -> wanted.add(wanted(sku, quantity, cause, false)));
        QuarkusTransaction.requiringNew().run(() -> deliveries.handOver(wanted));
    }

    private Wanted wanted(String sku, int quantity, Cause cause, boolean asked) {
        return new Wanted(
                seller.target(sku),
                "DE",
                new Wish.Number(quantity, OptionalInt.empty()),
                asked,
                "{}",
                cause,
                clock.instant());
    }

    private static List<String> skus(int from, int to) {
        return IntStream.range(from, to).mapToObj("W-%03d"::formatted).toList();
    }

    /// Amazon is asked about these, and shows so much.
    private void see(int quantity, int from, int to) {
        step(
                from,
                to,
                delivery -> delivery.readBack(
                        delivery.fence(),
                        new Reading.SellerFulfilled(OptionalInt.of(quantity), OptionalInt.empty()),
                        clock.instant(),
                        CONFIG));
    }

    private void arrive(int quantity, int from, int to) {
        step(
                from,
                to,
                delivery -> delivery.land(
                        delivery.departed(),
                        new SendResult.Accepted("s", Optional.empty(), List.of()),
                        clock.instant(),
                        CONFIG));
        see(quantity, from, to);
    }

    private void step(int from, int to, Consumer<Delivery> step) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> {
                    var targets = skus(from, to).stream().map(seller::target).toList();
                    var found = DeliveryTable.lock(handle, targets);
                    found.forEach(step);
                    DeliveryTable.store(handle, found);
                }));
    }
}
