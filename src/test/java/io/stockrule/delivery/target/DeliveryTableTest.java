package io.stockrule.delivery.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.delivery.change.Drift;
import io.stockrule.delivery.change.Look;
import io.stockrule.delivery.change.Writer;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Want;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveryTableTest {
    private static final long SEED = 20_261_129;
    private static final int PARTS = 9;
    private static final Instant T = Instant.parse("2026-11-22T10:00:00.123456Z");

    @Inject
    Jdbi database;

    private final Random random = new Random(SEED);

    @Test
    void deliveries_come_back_as_they_were_stored_whatever_they_lack() {
        var skus = IntStream.range(0, 1_100).mapToObj("AMZ-%04d"::formatted).toList();
        var seller = TestSeller.create();
        var added = skus.stream().map(sku -> any(seller.target(sku))).toList();
        var written = skus.stream().map(sku -> any(seller.target(sku))).toList();
        var targets = added.stream().map(Delivery::target).toList();
        QuarkusTransaction.begin();
        try {
            database.useHandle(handle -> {
                DeliveryTable.add(handle, added);
                assertAre(added, DeliveryTable.read(handle, targets));
                DeliveryTable.write(handle, written);
                assertAre(written, DeliveryTable.read(handle, targets));
            });
        } finally {
            QuarkusTransaction.rollback(); // the workers of other tests would go on with them
        }
    }

    /// Of these parts, most steps change a few; what has not changed is not written.
    @Test
    void whatever_changes_of_a_delivery_is_written_and_can_change_back() {
        var seller = TestSeller.create();
        var targets = IntStream.range(0, 20)
                .mapToObj(i -> seller.target("AMZ-%02d".formatted(i)))
                .toList();
        QuarkusTransaction.begin();
        try {
            database.useHandle(handle -> {
                DeliveryTable.add(handle, targets.stream().map(this::any).toList());
                for (int round = 0; round < 60; round++) {
                    var changing = DeliveryTable.lock(handle, targets);
                    var before = DeliveryTable.read(handle, targets);
                    int parts = random.nextInt(1 << PARTS);
                    changing.forEach(delivery -> take(delivery, any(delivery.target()), parts));
                    DeliveryTable.write(handle, changing);
                    assertAre(changing, DeliveryTable.read(handle, targets));
                    for (int i = 0; i < changing.size(); i++) {
                        take(changing.get(i), before.get(i), parts);
                    }
                    DeliveryTable.write(handle, changing);
                    assertAre(before, DeliveryTable.read(handle, targets));
                }
            });
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /// A delivery with some of its parts as another's.
    private static void take(Delivery delivery, Delivery other, int parts) {
        List<Runnable> all = List.of(
                () -> delivery.want = other.want,
                () -> delivery.flight = other.flight,
                () -> delivery.fence = other.fence,
                () -> delivery.sent = other.sent,
                () -> {
                    delivery.unconfirmed = other.unconfirmed;
                    delivery.doubt = other.doubt;
                },
                () -> delivery.seen = other.seen,
                () -> {
                    delivery.queued = other.queued; // one that waits is not held
                    delivery.held = other.held;
                },
                () -> {
                    delivery.moved = other.moved;
                    delivery.flip = other.flip;
                },
                () -> {
                    delivery.drift = other.drift;
                    delivery.corrections = other.corrections;
                    delivery.correctedAt = other.correctedAt;
                });
        for (int i = 0; i < all.size(); i++) {
            if ((parts & 1 << i) != 0) {
                all.get(i).run();
            }
        }
    }

    /// One by one: of lists, each is compared with all that were before.
    private static void assertAre(List<Delivery> expected, List<Delivery> found) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("want.reasons", "stored")
                    .isEqualTo(expected.get(i));
        }
    }

    @Test
    void why_a_number_was_decided_is_kept_until_something_else_is_decided() {
        var seller = TestSeller.create();
        var one = seller.target("AMZ-1");
        var other = seller.target("AMZ-2");
        var words = "{\"a\": \"b,\\\"c\\\\\"}";
        QuarkusTransaction.begin();
        try {
            database.useHandle(handle -> {
                DeliveryTable.add(
                        handle,
                        List.of(decided(one, Optional.of("{\"profileId\": 1}")), decided(other, Optional.of(words))));
                DeliveryTable.write(handle, DeliveryTable.lock(handle, List.of(one, other)));
                assertThat(because(handle, one)).isEqualTo("{\"profileId\": 1}");
                assertThat(because(handle, other)).isEqualTo(words);
                DeliveryTable.write(
                        handle,
                        List.of(decided(one, Optional.empty()), decided(other, Optional.of("{\"profileId\": 2}"))));
                assertThat(because(handle, one)).isEqualTo("{\"profileId\": 1}");
                assertThat(because(handle, other)).isEqualTo("{\"profileId\": 2}");
            });
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private static Delivery decided(TargetKey target, Optional<String> because) {
        var delivery = new Delivery(target, "DE", T);
        delivery.want = new Want(new Wish.Nothing(), 1, T, because, "DE", false);
        return delivery;
    }

    private static String because(Handle handle, TargetKey target) {
        return handle.createQuery("""
                        select reasons from delivery
                        where merchant_id = :merchant and amazon_account_id = :account and seller_sku = :sku
                        """)
                .bind("merchant", target.account().merchantId())
                .bind("account", target.account().amazonAccountId())
                .bind("sku", target.sellerSku())
                .mapTo(String.class)
                .one();
    }

    @Test
    void a_row_that_somebody_else_has_made_is_not_taken_for_one_of_ours() {
        var seller = TestSeller.create();
        var one = any(seller.target("AMZ-1"));
        var both = List.of(one, any(seller.target("AMZ-2")));
        QuarkusTransaction.begin();
        try {
            database.useHandle(handle -> {
                DeliveryTable.add(handle, List.of(one));
                assertThatThrownBy(() -> DeliveryTable.add(handle, both))
                        .hasMessage("1 of 2 deliveries have a row already");
            });
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private Delivery any(TargetKey target) {
        var delivery = new Delivery(target, "DE", T);
        delivery.want = new Want(
                wish(), random.nextInt(100), at(), maybe(() -> "{\"a\": \"b,\\\"c\\\"\"}"), "FR", random.nextBoolean());
        delivery.held = maybe(() -> new Held(random.nextInt(9), random.nextBoolean()));
        delivery.queued =
                new Queued(delivery.held.isEmpty() && random.nextBoolean(), maybe(this::at), at(), random.nextInt(9));
        delivery.fence = random.nextInt(1_000);
        delivery.flight = maybe(
                () -> new Flight(random.nextInt(100), random.nextInt(100), days(), random.nextBoolean(), at(), at()));
        delivery.sent = maybe(this::sent);
        delivery.unconfirmed = random.nextInt(9);
        delivery.corrections = random.nextInt(3);
        delivery.correctedAt = maybe(this::at);
        delivery.drift = new Drift(
                maybe(() -> one(Writer.values())), maybe(this::at), one(ForeignChanges.values()), maybe(this::at));
        delivery.doubt = random.nextBoolean();
        delivery.seen = new Seen(
                one(Channel.values()),
                maybe(() -> "it says \"{}\""),
                maybe(this::at),
                new Look(days(), days()),
                maybe(this::at),
                random.nextInt(9),
                new Sale(maybe(this::at), maybe(() -> new NotBuyable(one(Obstacle.values()), "words, and \\ more"))));
        delivery.moved = maybe(() -> new Moved(at(), random.nextInt(100) - 50, Cause.profile(7, 3)));
        delivery.flip = new Flip(maybe(this::at), random.nextBoolean(), random.nextInt(9));
        return delivery;
    }

    private Wish wish() {
        return switch (random.nextInt(5)) {
            case 0 -> new Wish.Nothing();
            case 1 -> new Wish.Conflict("two, of \"one\"");
            case 2 -> new Wish.Hold("NULL", random.nextBoolean());
            default -> new Wish.Number(random.nextInt(100), days(), maybe(() -> "recalled"));
        };
    }

    private Sent sent() {
        var unseen = random.nextBoolean()
                ? Unseen.NONE
                : new Unseen(true, random.ints(random.nextInt(4), 0, 99).boxed().toList());
        return new Sent(
                one(Sent.State.values()),
                random.nextInt(100),
                random.nextInt(100),
                days(),
                at(),
                random.nextBoolean(),
                maybe(this::at),
                maybe(this::at),
                maybe(() -> "a problem\nof two lines"),
                days(),
                unseen);
    }

    private Instant at() {
        return T.plusSeconds(random.nextInt(100_000));
    }

    private OptionalInt days() {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(30));
    }

    private <V> V one(V[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private <V> Optional<V> maybe(Supplier<V> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }
}
