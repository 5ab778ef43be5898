package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.change.Change;
import io.stockrule.delivery.change.Writer;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Five writers change numbers at Amazon, without a name: we, a person who asks here, buyers, somebody in
/// Seller Central, another program. What Amazon then shows is all that is known of it.
class FiveWritersTest {
    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig();
    private static final int TARGETS = 200;
    private static final int CHANGES = 100_000;

    private final SplittableRandom random = new SplittableRandom(20261128);
    private final Map<Writer, Integer> right = new EnumMap<>(Writer.class);
    private final Map<Writer, Integer> claimed = new EnumMap<>(Writer.class);
    private final Map<Writer, Integer> made = new EnumMap<>(Writer.class);
    private final List<String> wronglyOurs = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    /// People in Seller Central enter what they have counted, which is more than is shown: what sells by itself is
    /// not lowered by hand. Numbers that fall are told from sales by orders only.
    @Test
    void who_has_changed_a_number_is_known() {
        var targets = IntStream.range(0, TARGETS).mapToObj(Target::new).toList();
        for (int i = 0; i < CHANGES; i++) {
            targets.get(random.nextInt(TARGETS)).changes();
        }
        for (var writer : Writer.values()) {
            assertThat(share(right, made, writer)).as("recall of " + writer).isGreaterThanOrEqualTo(0.99);
            assertThat(share(right, claimed, writer))
                    .as("precision of " + writer)
                    .isGreaterThanOrEqualTo(0.99);
        }
        assertThat(wronglyOurs).isEmpty();
    }

    private static double share(Map<Writer, Integer> part, Map<Writer, Integer> whole, Writer writer) {
        return part.getOrDefault(writer, 0) / (double) whole.getOrDefault(writer, 0);
    }

    private final class Target {
        private final Delivery delivery;
        private int shown = 20;
        private int submitted = 20;
        private int ours = -1;

        Target(int number) {
            var target = new TargetKey(new AccountKey(1, 2), "SKU-" + number);
            delivery = new Delivery(target, "DE", now);
            look();
            decide(10, false);
        }

        /// Once in a hundred times the look comes after the next change only.
        void changes() {
            now = now.plus(Duration.ofMinutes(30));
            var writer = Writer.values()[random.nextInt(Writer.values().length)];
            int before = shown;
            switch (writer) {
                case STOCKRULE -> decide(otherThan(ours), false);
                case PERSON_HERE -> decide(otherThan(ours), true);
                case SALE -> shown = Math.max(0, shown - 1 - random.nextInt(3));
                case SELLER_CENTRAL -> shown = Math.max(shown, ours) + 1 + random.nextInt(40);
                case PROGRAM -> {
                    submitted = otherThan(submitted);
                    shown = submitted;
                }
            }
            if (!writer.isOurs() && shown != before) {
                count(made, writer);
                if (random.nextInt(200) > 0) {
                    look();
                    attribute(writer);
                }
            }
        }

        private void decide(int quantity, boolean asked) {
            look();
            int before = shown;
            delivery.take(
                    new Wanted(
                            delivery.target(),
                            "DE",
                            new Wish.Number(quantity, OptionalInt.empty()),
                            asked,
                            "{}",
                            Cause.STOCK,
                            now),
                    now);
            if (!delivery.mayDepart(now, CONFIG)) {
                return;
            }
            delivery.depart(now, CONFIG.lease());
            delivery.land(delivery.departed(), new SendResult.Accepted("s", Optional.empty(), List.of()), now, CONFIG);
            shown = quantity;
            submitted = quantity;
            ours = quantity;
            var writer = asked ? Writer.PERSON_HERE : Writer.STOCKRULE;
            now = now.plusSeconds(2);
            look();
            if (before != shown) {
                count(made, writer);
                attribute(writer);
            }
        }

        private void look() {
            delivery.readBack(
                    delivery.fence(),
                    new Reading.SellerFulfilled(
                            OptionalInt.of(shown), OptionalInt.empty(), OptionalInt.of(submitted), Optional.empty()),
                    now,
                    CONFIG);
            delivery.answerDrift(ForeignChanges.KEEP, Optional::empty, now);
        }

        private void attribute(Writer truth) {
            var writers =
                    delivery.changes().stream().map(Change::writer).distinct().toList();
            writers.forEach(writer -> count(claimed, writer));
            if (writers.contains(truth)) {
                count(right, truth);
            }
            writers.stream()
                    .filter(writer -> writer.isOurs() && writer != truth)
                    .forEach(_ -> wronglyOurs.add(delivery.target() + " at " + now));
        }

        private int otherThan(int number) {
            int other = 1 + random.nextInt(30);
            return other == number ? number + 1 : other;
        }
    }

    private static void count(Map<Writer, Integer> numbers, Writer writer) {
        numbers.merge(writer, 1, Integer::sum);
    }
}
