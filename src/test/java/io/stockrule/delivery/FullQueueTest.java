package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What has changed during an outage of two hours leaves Amazon's limit no rest for a long time, and two
/// replicas share it. In simulated time; `-Dstockrule.queue=10000` is the size that is promised.
@QuarkusTest
class FullQueueTest {
    private static final Logger LOG = Logger.getLogger(FullQueueTest.class);
    private static final int TARGETS = Integer.getInteger("stockrule.queue", 1_000);
    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig();
    private static final WaveConfig NO_WAVES = new FixedWaveConfig(0, 0, 0);

    /// When nobody wakes a sender.
    private static final Duration POLL = CONFIG.poll();

    /// Amazon's bucket, as it is published: 5 a second, 5 at once
    /// (https://developer-docs.amazon.com/sp-api/docs/listings-items-api-rate-limits).
    private static final double BUCKET = 5;

    @Inject
    Jdbi database;

    private final TestClock clock = new TestClock();
    private final Random random = new Random(13);
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Target> bySku = new HashMap<>();
    private int left;
    private TestSeller seller;
    private Deliveries deliveries;
    private List<Departures> replicas;
    private final List<Integer> sentBy = new ArrayList<>(List.of(0, 0));
    private double tokens = BUCKET;
    private int throttled;

    /// What it lists, what is wanted of it since the outage, and when that left.
    private static final class Target {
        private final String sku;
        private final int listed;
        private final int sold;
        private int wanted;
        private Optional<Instant> left = Optional.empty();

        /// @param sold during the outage; fewer than 0 have come in
        private Target(String sku, int listed, int sold) {
            this.sku = sku;
            this.listed = listed;
            this.sold = sold;
            this.wanted = listed;
        }

        /// Units that Amazon lists and that are not there.
        private int tooMany() {
            return Math.max(0, listed - wanted);
        }
    }

    @BeforeEach
    void listTargets() {
        seller = TestSeller.create();
        deliveries = new Deliveries(database, clock, CONFIG);
        replicas = List.of(
                new Departures(database, clock, CONFIG, NO_WAVES, new ApplicationPace(database, clock)),
                new Departures(database, clock, CONFIG, NO_WAVES, new ApplicationPace(database, clock)));
        IntStream.range(0, TARGETS).mapToObj(this::target).forEach(target -> {
            targets.add(target);
            bySku.put(target.sku, target);
        });
        want(targets);
        step(targets, (target, delivery) -> {
            delivery.readBack(delivery.fence(), seller(target.listed), clock.instant(), CONFIG);
            delivery.depart(clock.instant(), CONFIG.lease());
            accepted(delivery);
            delivery.readBack(delivery.fence(), seller(target.listed), clock.instant(), CONFIG);
        });
    }

    /// What a good has sold in the two hours lasted for two to forty.
    private Target target(int number) {
        int rank = number / 2 + 1;
        int sold = number % 2 == 0 ? Math.max(1, TARGETS / rank) : -1 - random.nextInt(20);
        int listed = (int) Math.ceil(Math.abs(sold) * (0.9 + 19 * random.nextDouble()));
        return new Target("Q-%05d".formatted(number), listed, sold);
    }

    @Test
    void the_whole_pace_is_kept_what_is_sold_out_goes_first_and_nothing_is_throttled() {
        outage();
        var begun = clock.instant();
        double inOrder = exposure(i -> i / 5.0);
        boolean interrupted = false;
        while (left < TARGETS) {
            sendRound();
            if (!interrupted && left > TARGETS / 2) {
                interrupted = true;
                soldOutMeanwhile();
            }
            pass(POLL);
        }
        double pace = TARGETS / seconds(begun, clock.instant());
        double asSent = exposure(i -> seconds(begun, targets.get(i).left.orElseThrow()));
        LOG.infof(
                "%d numbers, %.3f a second, shared %s, exposed for %.0f unit seconds, first in first out %.0f",
                TARGETS, pace, sentBy, asSent, inOrder);
        assertThat(pace).as("numbers a second").isGreaterThanOrEqualTo(0.98 * 5);
        assertThat(throttled).isZero();
        assertThat(sentBy).allSatisfy(sent -> assertThat(sent).isGreaterThan(TARGETS / 3));
        assertThat(asSent).as("unit seconds exposed").isLessThan(0.2 * inOrder);
    }

    /// One changes after the other. Half of them have sold, a few of them most, as it is with goods; some
    /// have sold out.
    /// The others have come in.
    private void outage() {
        Collections.shuffle(targets, random);
        for (var target : targets) {
            target.wanted = Math.max(0, target.listed - target.sold);
            clock.pass(Duration.ofHours(2).dividedBy(TARGETS));
            want(List.of(target));
        }
    }

    private void soldOutMeanwhile() {
        var target = targets.stream()
                .filter(it -> it.left.isEmpty() && it.wanted > 0)
                .findFirst()
                .orElseThrow();
        target.wanted = 0;
        want(List.of(target));
        var entered = clock.instant();
        while (target.left.isEmpty()) {
            pass(POLL);
            sendRound();
        }
        assertThat(Duration.between(entered, target.left.get())).isLessThan(Duration.ofSeconds(2));
    }

    /// Units that Amazon lists and that are not there, times the seconds until it is told.
    ///
    /// @param leaves when the so-manieth to change leaves
    private double exposure(IntToDoubleFunction leaves) {
        return IntStream.range(0, TARGETS)
                .mapToDouble(i -> targets.get(i).tooMany() * leaves.applyAsDouble(i))
                .sum();
    }

    /// Both look, in any order; what leaves arrives at once, and is taken.
    private void sendRound() {
        look();
        int first = random.nextInt(2);
        for (int i = 0; i < 2; i++) {
            int replica = (first + i) % 2;
            if (replicas.get(replica).readyAccounts().contains(seller.key())) {
                var departed = replicas.get(replica).claim(seller.key());
                sentBy.set(replica, sentBy.get(replica) + departed.size());
                var sent = departed.stream()
                        .map(it -> Objects.requireNonNull(bySku.get(it.update().sellerSku())))
                        .toList();
                sent.forEach(this::arrive);
                step(sent, (_, delivery) -> accepted(delivery));
            }
        }
    }

    private void arrive(Target target) {
        if (target.left.isEmpty()) {
            left++;
        }
        target.left = target.left.or(() -> Optional.of(clock.instant()));
        if (tokens < 1) {
            throttled++;
        }
        tokens--;
    }

    private void pass(Duration time) {
        clock.pass(time);
        tokens = Math.min(BUCKET, tokens + 5 * time.toNanos() / 1e9);
    }

    private void accepted(Delivery delivery) {
        delivery.land(
                delivery.departed(),
                new SendResult.Accepted("s", Optional.empty(), List.of()),
                clock.instant(),
                CONFIG);
    }

    /// Readings keep up with what leaves: they take twenty at once.
    private void look() {
        database.useHandle(handle -> handle.createUpdate("""
                        update delivery set channel_read_at = :now
                        where merchant_id = :merchant and waiting and channel_read_at < :now::timestamptz - interval '1 minute'
                        """)
                .bind("now", clock.instant())
                .bind("merchant", seller.merchant().id())
                .execute());
    }

    private void want(List<Target> changed) {
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.handOver(changed.stream()
                        .map(target -> new Wanted(
                                seller.target(target.sku),
                                "DE",
                                new Wish.Number(target.wanted, OptionalInt.empty()),
                                false,
                                "{}",
                                Cause.STOCK,
                                clock.instant()))
                        .toList()));
    }

    private void step(List<Target> some, BiConsumer<Target, Delivery> step) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> {
                    var found = DeliveryTable.lock(
                            handle,
                            some.stream()
                                    .map(target -> seller.target(target.sku))
                                    .sorted()
                                    .toList());
                    found.forEach(delivery -> step.accept(
                            Objects.requireNonNull(bySku.get(delivery.target().sellerSku())), delivery));
                    DeliveryTable.store(handle, found);
                }));
    }

    private static Reading seller(int shown) {
        return new Reading.SellerFulfilled(OptionalInt.of(shown), OptionalInt.empty());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
