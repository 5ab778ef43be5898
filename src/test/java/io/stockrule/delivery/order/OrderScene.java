package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
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
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.LevelReport;
import io.stockrule.stock.ledger.StockLedger;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A merchant with 10 pieces of each variant, and a simulated Amazon, in simulated time. Nothing works by
/// itself: each test reads orders, decides and sends.
abstract class OrderScene {
    /// One start of the service for all tests of orders.
    public static class Profile extends SimulatedTime.Profile {}

    static final int STOCK = 10;

    @TempDir
    Path memory;

    @Inject
    SimulatedTime time;

    @Inject
    Jdbi database;

    @Inject
    Decider decider;

    @Inject
    StockLedger ledger;

    @Inject
    AmazonAccounts accounts;

    @Inject
    OrderReadings readings;

    @Inject
    DeliveryConfig delivery;

    @Inject
    MeterRegistry meters;

    Simulators simulators;
    SellerControl amazon;
    SimulatedMarketplace marketplace;
    TestSeller seller;

    @BeforeEach
    void sell() {
        time.advance(Duration.ofHours(1));
        simulators = Simulators.start(memory, SimulatorOptions.defaults().with(time));
        marketplace = SimulatedMarketplace.of(simulators, time);
        amazon = new SellerControl(simulators, "A1SELLER");
        amazon.connect("amzn1.application-oa2-client.1", TestSeller.CLIENT_SECRET, TestSeller.REFRESH_TOKEN);
        seller = TestSeller.create();
        seller.stock(STOCK, time.instant());
    }

    @AfterEach
    void stop() {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set subtract_orders = false where merchant_id = ?",
                seller.merchant().id()));
        readings.plan();
        amazon.close();
        simulators.close();
    }

    /// Has the account's orders subtracted, and a first reading find nothing.
    void switchOn() {
        switchOn(seller.account(), Map.of("subtractOrders", true));
        read();
    }

    void switchOn(long account, Map<String, ?> how) {
        seller.calls()
                .body(how)
                .patch("/api/v1/amazon-accounts/" + account)
                .then()
                .statusCode(200);
        time.advance(Duration.ofSeconds(6)); // as long as another replica may not know of it
        readings.plan();
    }

    /// Offers a SKU at Amazon and links a variant to it, in a list of its own.
    long offer(long variant, String sku, int packSize) {
        amazon.ask(
                "PUT",
                "/listings",
                List.of(Map.of(
                        "sku",
                        sku,
                        "channels",
                        List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 50)))));
        long listing = seller.link(seller.list("Default"), variant, sku);
        if (packSize > 1) {
            seller.calls()
                    .body(Map.of("packSize", packSize))
                    .patch("/api/v1/listings/" + listing)
                    .then()
                    .statusCode(200);
        }
        return listing;
    }

    long offer(long variant, String sku) {
        return offer(variant, sku, 1);
    }

    /// A buyer orders.
    ///
    /// @return the id of the order
    String order(String sku, int units) {
        var placed = amazon.ask("POST", "/orders", Map.of("sku", sku, "units", units));
        assertThat(placed.path("units").asInt()).isEqualTo(units);
        return placed.path("orderId").asText();
    }

    void change(String order, Map<String, ?> how) {
        amazon.ask("POST", "/orders/" + order, how);
    }

    /// Amazon tells of what is two minutes old.
    void read() {
        time.advance(Duration.ofMinutes(4));
        read(steps());
    }

    /// To its end, however long Amazon makes it wait.
    void read(OrderSteps steps) {
        readings.ready(); // as the worker asks, which gives the account its pace
        var run = steps.begin(credentials());
        while (run.isPresent()) {
            time.advance(Duration.ofMinutes(3));
            run = steps.goOn(credentials(), run.get());
        }
        readings.tidy();
    }

    OrderSteps steps() {
        return new OrderSteps(marketplace.orders(), readings, accounts, time, delivery, meters);
    }

    AmazonCredentials credentials() {
        return credentials(seller.key());
    }

    AmazonCredentials credentials(AccountKey account) {
        return Objects.requireNonNull(accounts.credentials(List.of(account)).get(account));
    }

    /// Shopify tells of another number, of now.
    void shopifyHas(long variant, long available) {
        time.advance(Duration.ofSeconds(1));
        ledger.apply(List.of(
                new LevelReport.Available(item(variant), 11, OptionalLong.of(available), time.instant(), false)));
    }

    ItemKey item(long variant) {
        return new ItemKey(seller.merchant().id(), seller.shop(), 100 + variant);
    }

    void decide() {
        Fanning.finish();
        while (Deciding.decideStale(decider) > 0) {
            // until nothing is left
        }
    }

    /// What is wanted of a target after all is decided.
    int wanted(String sku) {
        return wanted(seller.account(), sku);
    }

    int wanted(long account, String sku) {
        decide();
        return database.withHandle(handle -> handle.select(
                        "select wish_quantity from delivery where merchant_id = ? and amazon_account_id = ? and seller_sku = ?",
                        seller.merchant().id(),
                        account,
                        sku)
                .mapTo(Integer.class)
                .one());
    }

    /// Sends and reads back for a while.
    void deliver() {
        decide();
        var rounds = new DeliveryRounds(seller.key(), marketplace, time);
        for (int i = 0; i < 12; i++) {
            rounds.work();
            time.advance(Duration.ofSeconds(5));
            amazon.settle();
        }
        rounds.close();
    }

    int shown(String sku) {
        return amazon.listing(sku).path("live").path(0).path("quantity").asInt();
    }

    JsonNode explanation(long listing) {
        return seller.calls()
                .get("/api/v1/listings/%d/explanation".formatted(listing))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    JsonNode account() {
        return seller.calls()
                .get("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    /// How the parts of an order have ended; `open` while they count.
    List<String> ends(String order) {
        return database.withHandle(handle -> handle.select(
                        "select coalesce(ended, 'open') from order_part where merchant_id = ? and order_id = ? order by 1",
                        seller.merchant().id(),
                        order)
                .mapTo(String.class)
                .list());
    }

    Optional<OrderRun> begin() {
        readings.ready();
        return steps().begin(credentials());
    }

    long rows(String table) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from " + table + " where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }
}
