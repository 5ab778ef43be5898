package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Targets of which Amazon takes no number, whatever it says.
@QuarkusTest
class PoisonTest {
    private static final int TARGETS = 24;
    private static final int PER_SECOND = 5;
    private static final SendResult ACCEPTED = new SendResult.Accepted("s", Optional.empty(), List.of());

    @Inject
    Jdbi database;

    @Inject
    AmazonAccounts accounts;

    private final TestClock clock = new TestClock();

    /// Once each was refused once, the others leave as fast as they would without them.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_target_whose_every_number_is_refused_delays_no_other(int seed) {
        var random = new SplittableRandom(seed);
        var poison = new HashMap<String, SendResult>();
        var sound = new ArrayList<String>();
        for (int i = 0; i < TARGETS; i++) {
            var sku = "SKU-%02d".formatted(i);
            if (random.nextBoolean()) {
                poison.put(sku, failure(random));
            } else {
                sound.add(sku);
            }
        }
        try (var numbers = new FailedNumbers(
                TestSeller.create(), database, clock, accounts, new FixedDeliveryConfig(PER_SECOND, PER_SECOND))) {
            numbers.want(3, sound);
            numbers.want(3, poison.keySet());
            seconds(numbers, poison, TARGETS);
            for (int round = 0; round < 5; round++) {
                numbers.want(10 + round, sound);
                int alone = Math.ceilDiv(sound.size(), PER_SECOND) + 1;
                assertThat(seconds(numbers, poison, alone)).containsAll(sound);
            }
        }
    }

    private static SendResult failure(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> new SendResult.Refused("refused", Optional.empty(), List.of());
            case 1 -> new SendResult.PutOff("not now", Optional.empty(), List.of());
            default -> new SendResult.Lost("no outcome");
        };
    }

    private TreeSet<String> seconds(FailedNumbers numbers, Map<String, SendResult> poison, int seconds) {
        var left = new TreeSet<String>();
        for (int i = 0; i < seconds; i++) {
            clock.pass(Duration.ofSeconds(1));
            left.addAll(numbers.send(sku -> poison.getOrDefault(sku, ACCEPTED)));
        }
        return left;
    }
}
