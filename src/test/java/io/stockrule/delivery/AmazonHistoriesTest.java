package io.stockrule.delivery;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.delivery.feed.FeedConfig;
import io.stockrule.delivery.feed.FixedFeedConfig;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random histories of targets, before an Amazon that fails in every way it knows: decisions, sales, what the seller
/// changes at Amazon by hand, offers handed to Amazon and back, replicas that die or freeze, two replicas at once.
///
/// Each target of an account has a history of its own; time is simulated. `bin/history-test` runs it for as many as
/// wanted.
@QuarkusTest
class AmazonHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("stockrule.histories", 2_000);
    private static final long SEED = Long.getLong("stockrule.seed", 1);
    private static final int TARGETS = 250;
    private static final int MOST_STEPS = 9;
    private static final int STEPS_BETWEEN_WORK = 6;
    private static final String SELLER = "A1SELLER";
    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig(500, 100);
    private static final WaveConfig NO_WAVES = new FixedWaveConfig(0, 0, 0);

    /// As soon as a few numbers wait.
    private static final FeedConfig FEEDS = new FixedFeedConfig(3, 10);

    @Inject
    AmazonAccounts accounts;

    @Inject
    Jdbi database;

    @Inject
    DeliveryMetrics metrics;

    @TempDir
    Path memory;

    private final TestClock clock = new TestClock();
    private final List<String> story = new ArrayList<>();

    /// When a sale or an edit last lowered what a target shows.
    private final Map<String, Instant> lowered = new HashMap<>();

    /// The handling time that each seller entered last.
    private final Map<String, Integer> handling = new HashMap<>();

    private int round;
    private long arrivedBefore;
    private Simulators simulators;
    private SellerControl amazon;
    private Deliveries deliveries;
    private HistoryWatch watch = new HistoryWatch();
    private List<HistoryReplica> replicas = List.of();

    @SuppressWarnings("NullAway.Init") // by the first round
    private TestSeller seller;

    @BeforeEach
    void start() {
        simulators = Simulators.start(memory, SimulatorOptions.defaults().with(clock));
        amazon = new SellerControl(simulators, SELLER);
        deliveries = new Deliveries(database, clock, CONFIG);
    }

    @AfterEach
    void stop() {
        amazon.close();
        simulators.close();
    }

    @Test
    void the_newest_numbers_arrive_and_nothing_is_harmed_on_the_way() throws InterruptedException {
        for (round = 0; round * TARGETS < HISTORIES; round++) {
            begin();
            var random = new SplittableRandom(SEED + round);
            trouble(random);
            live(random);
            amazon.noMoreFaults();
            settle();
            check();
            replicas.forEach(HistoryReplica::close);
            HistoryReplica.retire(database, seller);
        }
    }

    private void begin() {
        story.clear();
        lowered.clear();
        handling.clear();
        seller = TestSeller.create();
        watch = new HistoryWatch();
        replicas = new ArrayList<>(List.of(replica(), replica()));
        amazon.connect("amzn1.application-oa2-client.1", TestSeller.CLIENT_SECRET, TestSeller.REFRESH_TOKEN);
        skus().forEach(sku -> handling.put(sku, 4));
        amazon.ask(
                "PUT",
                "/listings",
                skus().map(sku -> listing(sku, "DEFAULT", 7, 4)).toList());
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(
                        skus().map(sku -> wanted(sku, number(3), false)).toList()));
    }

    private HistoryReplica replica() {
        return new HistoryReplica(
                seller,
                SimulatedMarketplace.of(simulators, clock),
                accounts,
                database,
                clock,
                CONFIG,
                NO_WAVES,
                FEEDS,
                metrics,
                watch);
    }

    private Stream<String> skus() {
        return IntStream.range(0, TARGETS).mapToObj(this::sku);
    }

    private String sku(int number) {
        return "SKU-%d-%03d".formatted(round, number);
    }

    private void trouble(SplittableRandom random) {
        for (var kind : List.of("SERVER_ERROR", "OVERLOADED", "CLOSE", "THROTTLED", "VANISH", "ISSUE")) {
            if (random.nextInt(3) > 0) {
                boolean late = random.nextBoolean() && !kind.equals("THROTTLED"); // that means it was not applied
                fault("patchListingsItem", kind, Map.of("every", 4 + random.nextInt(9), "moment", moment(late)));
            }
        }
        for (var kind : List.of("SERVER_ERROR", "CLOSE", "THROTTLED")) {
            if (random.nextInt(3) > 0) {
                fault("searchListingsItems", kind, Map.of("every", 4 + random.nextInt(9)));
            }
        }
        for (var kind : List.of("VANISH", "ISSUE")) {
            if (random.nextInt(3) > 0) {
                fault("feedMessage", kind, Map.of("every", 4 + random.nextInt(40)));
            }
        }
        for (var kind : List.of("HANG", "SERVER_ERROR")) {
            if (random.nextInt(2) > 0) {
                fault("feed", kind, Map.of("every", 3 + random.nextInt(4)));
            }
        }
        for (var operation : List.of("createFeedDocument", "createFeed", "getFeed", "getFeeds", "getFeedDocument")) {
            for (var kind : List.of("SERVER_ERROR", "CLOSE", "THROTTLED")) {
                if (random.nextInt(3) == 0) {
                    boolean late = random.nextBoolean() && !kind.equals("THROTTLED");
                    fault(operation, kind, Map.of("every", 3 + random.nextInt(9), "moment", moment(late)));
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            fault(
                    "patchListingsItem",
                    "FORBIDDEN",
                    Map.of("sku", sku(random.nextInt(TARGETS)), "times", 2 + random.nextInt(3)));
        }
    }

    private static String moment(boolean late) {
        return late ? "AFTER" : "BEFORE";
    }

    private void fault(String operation, String kind, Map<String, Object> when) {
        story.add("fault %s %s %s".formatted(operation, kind, when));
        amazon.fault(operation, kind, when);
    }

    /// All histories at once, in any order.
    private void live(SplittableRandom random) throws InterruptedException {
        var steps = new ArrayList<String>();
        skus().forEach(sku -> steps.addAll(Collections.nCopies(1 + random.nextInt(MOST_STEPS), sku)));
        Collections.shuffle(steps, new Random(random.nextLong()));
        for (int i = 0; i < steps.size(); i++) {
            step(steps.get(i), random);
            if (i % STEPS_BETWEEN_WORK == 0) {
                event(random);
                work();
                pass(Duration.ofMillis(50 + random.nextInt(random.nextInt(20) == 0 ? 1_200_000 : 3_000)));
            }
        }
    }

    private void step(String sku, SplittableRandom random) {
        switch (random.nextInt(20)) {
            case 0 -> decide(sku, new Wish.Hold("stock is unknown"), false);
            case 1 -> decide(sku, new Wish.Conflict("2 listings disagree"), false);
            case 2 -> decide(sku, number(3), true);
            case 3 -> decide(sku, new Wish.Number(random.nextInt(12), OptionalInt.of(1 + random.nextInt(5))), false);
            case 4, 5 -> sells(sku, 1 + random.nextInt(3));
            case 6 -> edits(sku, "DEFAULT", random.nextInt(30), 1 + random.nextInt(9));
            case 7 -> edits(sku, "AMAZON_EU", 0, 0);
            default -> decide(sku, number(random.nextInt(4) == 0 ? 0 : random.nextInt(12)), false);
        }
    }

    private static Wish number(int quantity) {
        return new Wish.Number(quantity, OptionalInt.empty());
    }

    private void decide(String sku, Wish wish, boolean asked) {
        story.add("%s %s is decided: %s%s".formatted(clock.instant(), sku, wish, asked ? ", asked" : ""));
        QuarkusTransaction.requiringNew().run(() -> deliveries.handOver(List.of(wanted(sku, wish, asked))));
    }

    private Wanted wanted(String sku, Wish wish, boolean asked) {
        return new Wanted(seller.target(sku), "DE", wish, asked, "{}", Cause.STOCK, clock.instant());
    }

    private void sells(String sku, int units) {
        if (amazons(sku)
                .path("live")
                .path(0)
                .path("fulfillment_channel_code")
                .asText()
                .equals("DEFAULT")) {
            story.add("%s %s: %d are sold".formatted(clock.instant(), sku, units));
            amazon.ask("POST", "/orders", Map.of("sku", sku, "units", units));
            lowered.put(sku, clock.instant());
        }
    }

    /// In Seller Central.
    private void edits(String sku, String channel, int quantity, int days) {
        story.add("%s %s: the seller enters %s %d, %d days".formatted(clock.instant(), sku, channel, quantity, days));
        amazon.ask("PUT", "/listings", List.of(listing(sku, channel, quantity, days)));
        lowered.put(sku, clock.instant());
        handling.put(sku, days);
    }

    private static Map<String, Object> listing(String sku, String channel, int quantity, int days) {
        var offer = new HashMap<String, Object>(Map.of("fulfillment_channel_code", channel));
        if (channel.equals("DEFAULT")) {
            offer.put("quantity", quantity);
            offer.put("lead_time_to_ship_max_days", days);
        }
        return Map.of("sku", sku, "channels", List.of(offer));
    }

    private void event(SplittableRandom random) {
        int replica = random.nextInt(replicas.size());
        switch (random.nextInt(32)) {
            case 0 -> {
                story.add(clock.instant() + " a replica dies with what it has claimed");
                replicas.get(replica).claimAndDie();
                replicas.get(replica).close();
                replicas.set(replica, replica());
            }
            case 1 -> {
                story.add(clock.instant() + " a replica dies before it notes what it has sent");
                replicas.get(replica).sendAndDie();
                replicas.get(replica).close();
                replicas.set(replica, replica());
            }
            case 2, 6, 7 -> {
                story.add(clock.instant() + " a replica stands still before it sends");
                replicas.get(replica).freeze();
            }
            case 3 -> {
                story.add(clock.instant() + " those that stood still go on while another sends");
                replicas.get(replica).sendDuring(() -> replicas.forEach(HistoryReplica::thaw));
            }
            case 4 -> amazon.ask("POST", "/withdraw-tokens", "");
            case 5 -> liftSuspension();
            case 8 -> {
                story.add(clock.instant() + " a replica dies with the feeds it has taken");
                replicas.get(replica).takeFeedsAndDie();
                replicas.get(replica).close();
                replicas.set(replica, replica());
            }
            default -> {}
        }
    }

    private void liftSuspension() {
        database.useHandle(handle -> handle.execute(
                "update amazon_account set suspended_until = null, suspended_reason = null where amazon_account_id = ?",
                seller.account()));
    }

    /// Both at once.
    private void work() throws InterruptedException {
        var threads = replicas.stream()
                .map(it -> Thread.ofVirtual().start(it::workAndFeed))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    /// Four days without faults, in which the seller has an offer back that had been handed to Amazon.
    private void settle() throws InterruptedException {
        replicas.forEach(HistoryReplica::thaw);
        for (int hours = 0; hours < 96; hours += 6) {
            liftSuspension();
            if (hours == 24) {
                skus().filter(sku -> sku.hashCode() % 2 == 0 && !isSellers(amazons(sku)))
                        .forEach(sku -> edits(sku, "DEFAULT", 5, 2));
            }
            for (int i = 0; i < 6; i++) {
                work();
                pass(Duration.ofSeconds(5L << (2 * i)));
            }
            pass(Duration.ofHours(6));
        }
        work();
    }

    private void check() {
        var wrong = new TreeMap<String, String>();
        var arrived = arrivals();
        var states = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle ->
                        DeliveryTable.read(handle, skus().map(seller::target).toList())));
        assertThat(states).hasSize(TARGETS);
        for (var delivery : states) {
            var sku = delivery.target().sellerSku();
            wrongAbout(delivery, amazons(sku), arrived.getOrDefault(sku, List.of()))
                    .ifPresent(what -> wrong.put(sku, what));
        }
        wrong.putAll(watch.harmed());
        assertThat(wrong)
                .as(() -> "seed %d, round %d:%n%s%n%s%n%s"
                        .formatted(
                                SEED,
                                round,
                                storyOf(wrong.keySet()),
                                amazonsStory(wrong.keySet(), arrived),
                                ourStory(wrong.keySet())))
                .isEmpty();
    }

    private Optional<String> wrongAbout(Delivery delivery, JsonNode listing, List<JsonNode> arrivals) {
        var sku = delivery.target().sellerSku();
        var status = delivery.status();
        if (listing.path("live").size() > 1 && !watch.hasFrozen(sku)) {
            return Optional.of("was turned, and left so: %s, after %s; under way: %s; seen: %s"
                    .formatted(delivery.flip(), delivery.sent(), delivery.flight(), delivery.seen()));
        }
        if (!isSellers(listing)) {
            return status.kind() == TargetStatus.Kind.LINKED
                    ? Optional.of("is Amazon's to ship, and green")
                    : Optional.empty();
        }
        if (!daysOf(sku, arrivals)
                .contains(listing.at("/live/0/lead_time_to_ship_max_days").asInt(-1))) {
            return Optional.of("its handling time was changed: " + listing);
        }
        if (!(delivery.want().wish() instanceof Wish.Number number)) {
            return Optional.empty();
        }
        int shown = listing.at("/live/0/quantity").asInt(-1);
        boolean soldSince = shown < number.quantity() && isLoweredSince(sku, arrivals);
        return shown == number.quantity() || soldSince
                ? Optional.of(status.toString())
                        .filter(_ -> status.kind() != TargetStatus.Kind.LINKED && !isGivenUp(status))
                        .map(text -> "arrived, and is shown as " + text)
                : Optional.of("shows %d instead of %d: %s".formatted(shown, number.quantity(), status));
    }

    /// Somebody has written another number again and again.
    private static boolean isGivenUp(TargetStatus status) {
        return status.reason().contains("has changed it 4 times");
    }

    /// What a seller lowered, or sold, after the last number arrived is left alone.
    private boolean isLoweredSince(String sku, List<JsonNode> arrivals) {
        var at = lowered.get(sku);
        return at != null
                && arrivals.stream()
                        .filter(it -> it.path("fate").asText().equals("EFFECTIVE"))
                        .map(it -> Instant.parse(it.path("settled").asText()))
                        .noneMatch(settled -> settled.isAfter(at));
    }

    private Set<Integer> daysOf(String sku, List<JsonNode> arrivals) {
        var days = new HashSet<>(Set.of(handling.getOrDefault(sku, 4)));
        arrivals.stream()
                .filter(it -> it.path("handling").isInt())
                .forEach(it -> days.add(it.path("handling").asInt()));
        return days;
    }

    private static boolean isSellers(JsonNode listing) {
        return listing.path("live").size() == 1
                && listing.at("/live/0/fulfillment_channel_code").asText().equals("DEFAULT");
    }

    private String storyOf(Set<String> skus) {
        var first = skus.stream().limit(3).toList();
        return story.stream()
                .filter(line -> !line.contains("SKU-") || first.stream().anyMatch(line::contains))
                .collect(joining("\n"));
    }

    private static String amazonsStory(Set<String> skus, Map<String, List<JsonNode>> arrived) {
        return skus.stream()
                .limit(3)
                .flatMap(sku -> arrived.getOrDefault(sku, List.of()).stream())
                .map(it -> "%s Amazon gets %s of %s: %s, %s %s"
                        .formatted(
                                it.path("at").asText(),
                                it.path("quantity"),
                                it.path("sku").asText(),
                                it.path("answered").asText(),
                                it.path("fate").asText(),
                                it.path("settled").asText()))
                .collect(joining("\n"));
    }

    /// The account's feeds, and what we know of the numbers that have left.
    private String ourStory(Set<String> skus) {
        return database.withHandle(handle -> handle.createQuery("""
                        select f::text from feed f where amazon_account_id = :account
                        union all
                        select s::text from (
                            select sent_at, seller_sku, number, quantity, state, accepted_at, effective_at, problem
                            from sent_number where amazon_account_id = :account and seller_sku = any(:skus)
                            order by number) s
                        """)
                .bind("account", seller.account())
                .bindArray("skus", String.class, skus)
                .mapTo(String.class)
                .collect(joining("\n")));
    }

    private JsonNode amazons(String sku) {
        return amazon.listing(sku);
    }

    /// Of this round.
    private Map<String, List<JsonNode>> arrivals() {
        var arrivals = new HashMap<String, List<JsonNode>>();
        for (var page = arrivals(arrivedBefore); !page.isEmpty(); page = arrivals(arrivedBefore)) {
            for (var it : page) {
                arrivals.computeIfAbsent(it.path("sku").asText(), _ -> new ArrayList<>())
                        .add(it);
                arrivedBefore = it.path("id").asLong();
            }
        }
        return arrivals;
    }

    private List<JsonNode> arrivals(long after) {
        return amazon.items("/patches?after=" + after);
    }
}
