package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TestSeller;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What fans out is decided part by part, and no change is lost to whoever is at the same targets meanwhile.
@QuarkusTest
class FannedOutTest {
    private static final int LISTINGS = 8;

    @Inject
    FanOuts fanOuts;

    @Inject
    Decider decider;

    @Inject
    Jdbi database;

    @Inject
    InstantSource time;

    @Inject
    SyncConfig config;

    @Inject
    StaleTargets stale;

    @Inject
    FanOutListings members;

    private TestSeller seller;

    @BeforeEach
    void decideSomeListings() {
        Fanning.finish();
        database.useHandle(handle -> handle.execute("update target set due_at = null"));
        seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        long list = seller.list("Ten");
        IntStream.rangeClosed(1, LISTINGS).forEach(variant -> seller.link(list, variant, "AMZ-" + variant));
        Deciding.decideStale(decider);
        assertThat(quantities()).containsOnly(10).hasSize(LISTINGS);
    }

    @AfterEach
    void leaveNothing() {
        Fanning.finish();
    }

    @Test
    void targets_that_wait_for_nobody_are_decided_without_a_mark() throws InterruptedException {
        long marks = marks();
        save(11);
        assertThat(advance(6)).isEqualTo(6);
        assertThat(quantities()).containsOnly(10, 11).hasSize(LISTINGS);
        assertThat(advance(6)).isEqualTo(2);
        assertThat(quantities()).containsOnly(11).hasSize(LISTINGS);
        assertThat(advance(6)).isZero();
        assertThat(marks()).isEqualTo(marks);
        assertThat(due()).isEmpty();
        assertThat(fansOut()).isFalse();
    }

    @Test
    void a_target_that_somebody_has_in_hand_is_marked_for_whoever_comes_next() throws InterruptedException {
        change("lease_until = timestamptz '2126-01-01', fence = fence + 1 where seller_sku = 'AMZ-3'");
        save(11);
        advance(100);
        assertThat(quantities()).containsOnly(10, 11);
        assertThat(due()).containsExactly("AMZ-3");
        change("lease_until = null");
        Deciding.decideStale(decider);
        assertThat(quantities()).containsOnly(11);
    }

    @Test
    void a_target_that_is_claimed_meanwhile_is_left_to_the_claim_and_marked() throws InterruptedException {
        save(11);
        fanOuts.advance(100, free -> {
            change("lease_until = timestamptz '2126-01-01', fence = fence + 1 where seller_sku = 'AMZ-3'");
            return decider.decideFree(free);
        });
        assertThat(quantities()).containsOnly(10, 11);
        assertThat(due()).containsExactly("AMZ-3");
    }

    @Test
    void a_target_that_waits_already_is_left_to_its_turn() throws InterruptedException {
        change("marked = marked + 1, lane = 0, due_at = timestamptz '2026-01-01' where seller_sku = 'AMZ-3'");
        save(11);
        advance(100);
        assertThat(quantities()).containsOnly(10, 11);
        Deciding.decideStale(decider);
        assertThat(quantities()).containsOnly(11);
    }

    @Test
    void a_target_that_is_marked_meanwhile_stays_due() throws InterruptedException {
        save(11);
        fanOuts.advance(100, free -> {
            change("marked = marked + 1, lane = 0, due_at = timestamptz '2026-01-01' where seller_sku = 'AMZ-3'");
            return decider.decideFree(free);
        });
        assertThat(quantities()).containsOnly(11);
        assertThat(due()).containsExactly("AMZ-3");
    }

    /// Two replicas look at one target for two changes; the one that looked first comes last.
    @Test
    void of_two_that_decide_a_target_at_once_the_second_has_it_decided_again() throws InterruptedException {
        var looked = new ArrayList<StaleQueue.Claim>();
        save(11);
        fanOuts.advance(100, free -> {
            looked.addAll(free);
            return decider.decideFree(free);
        });
        assertThat(due()).isEmpty();
        decider.decideFree(looked);
        assertThat(due()).hasSize(LISTINGS);
    }

    @Test
    void a_target_that_cannot_be_decided_is_marked_and_keeps_no_other_waiting() throws InterruptedException {
        save(11);
        try (var refused = new RefusedRows(database, "decision", "listing_id", listing("AMZ-3"))) {
            assertThat(advance(100)).isEqualTo(LISTINGS);
        }
        assertThat(quantities()).containsOnly(10, 11);
        assertThat(due()).containsExactly("AMZ-3");
        assertThat(fansOut()).isFalse();
        Deciding.decideStale(decider);
        assertThat(quantities()).containsOnly(11);
    }

    /// The second change is of the same row of `fan_out`, and is noted after the part has been decided.
    @Test
    void a_change_that_is_made_again_during_a_part_has_that_part_decided_again() throws InterruptedException {
        save(11);
        fanOuts.advance(5, free -> {
            boolean decided = decider.decideFree(free);
            save(12);
            return decided;
        });
        assertThat(quantities()).containsOnly(10, 11);
        finish();
        assertThat(quantities()).containsOnly(12).hasSize(LISTINGS);
    }

    /// Also if that is noted after the profile was read, and before it is stored what that came to.
    @Test
    void a_change_that_is_made_while_a_part_is_decided_is_not_lost() throws InterruptedException {
        save(11);
        fanOuts.advance(5, free -> {
            save(12);
            return decider.decideFree(free);
        });
        finish();
        assertThat(quantities()).containsOnly(12).hasSize(LISTINGS);
    }

    /// Its time comes, and another change, after one replica has looked and before it stores: whoever goes through the
    /// second change must not leave the target to the first.
    @Test
    void a_target_whose_time_comes_while_it_is_decided_is_decided_for_the_next_change() throws InterruptedException {
        save(11);
        fanOuts.advance(100, free -> {
            try (var storing = OpenChange.of(
                    "update decision set decided_at = decided_at where merchant_id = ?",
                    seller.merchant().id())) {
                storing.commitWhileWaiting(() -> decider.decideFree(free), () -> {
                    change("lane = 2, due_at = timestamptz '2026-01-01' where seller_sku = 'AMZ-3'");
                    save(12);
                    Fanning.finish();
                });
            }
            return true;
        });
        Deciding.decideStale(decider);
        assertThat(quantities()).containsOnly(12).hasSize(LISTINGS);
    }

    @Test
    void two_replicas_are_at_different_merchants() throws InterruptedException {
        var other = new FanOuts(database, time, config, stale, members);
        save(11);
        assertThat(fanOuts.advance(100, free -> {
                    assertThat(other.advance(100, _ -> true)).isZero();
                    return decider.decideFree(free);
                }))
                .isEqualTo(LISTINGS);
        assertThat(quantities()).containsOnly(11);
    }

    @Test
    void one_merchant_whose_targets_cannot_be_marked_keeps_no_other_waiting() throws InterruptedException {
        var bad = seller;
        decideSomeListings();
        save(12);
        var good = seller;
        seller = bad;
        change("lease_until = timestamptz '2126-01-01', fence = fence + 1 where seller_sku = 'AMZ-3'");
        save(11);
        seller = good;
        try (var refused = new RefusedRows(
                database, "target", "merchant_id", bad.merchant().id())) {
            assertThat(advance(100)).isEqualTo(LISTINGS);
            assertThat(quantities()).containsOnly(12);
        }
        seller = bad;
        assertThat(fansOut()).isTrue();
        lease("null");
        finish("AMZ-3");
        assertThat(quantities()).containsOnly(10, 11);
    }

    /// Health tells of changes that wait for long; one profile that is saved all the time is none.
    @Test
    void a_change_is_as_old_as_the_oldest_save_that_is_not_decided_yet() throws InterruptedException {
        save(11);
        var first = since();
        advance(6);
        save(12);
        assertThat(since()).as("the first is not decided").isEqualTo(first);
        advance(6); // to the end of the list
        assertThat(since()).as("from here on for the second").isAfter(first);
        finish();
        assertThat(quantities()).containsOnly(12);
    }

    @Test
    void a_part_that_another_replica_is_at_is_left_to_it_until_its_lease_is_over() throws InterruptedException {
        save(11);
        lease("timestamptz '2126-01-01'");
        assertThat(advance(100)).isZero();
        lease("timestamptz '2026-01-01'");
        assertThat(advance(100)).isEqualTo(LISTINGS);
        assertThat(quantities()).containsOnly(11);
    }

    @Test
    void a_part_that_nobody_may_decide_here_is_given_back_as_it_was() throws InterruptedException {
        save(11);
        assertThat(fanOuts.advance(5, _ -> false)).isZero();
        assertThat(quantities()).containsOnly(10);
        finish();
        assertThat(quantities()).containsOnly(11);
    }

    @Test
    void a_part_that_fails_is_given_back_as_it_was() throws InterruptedException {
        save(11);
        var failures = new ArrayList<RuntimeException>();
        try {
            fanOuts.advance(5, _ -> {
                throw new IllegalStateException("the database is away");
            });
        } catch (IllegalStateException e) {
            failures.add(e);
        }
        assertThat(failures).hasSize(1);
        finish();
        assertThat(quantities()).containsOnly(11);
    }

    private void save(int most) {
        seller.profile("Ten", most).statusCode(200);
    }

    /// Shared out among two batches.
    private int advance(int most) throws InterruptedException {
        return new FannedOut(fanOuts, decider).some(Math.ceilDiv(most, 2), 2, batches -> {
            assertThat(batches).hasSizeLessThanOrEqualTo(2);
            return batches.stream().mapToInt(IntSupplier::getAsInt).sum();
        });
    }

    /// @param due what is left to others
    private void finish(String... due) throws InterruptedException {
        while (advance(6) > 0) {
            assertThat(due()).containsExactly(due);
        }
    }

    private Instant since() {
        return database.withHandle(handle -> handle.select(
                        "select since from fan_out where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Instant.class)
                .one());
    }

    private long listing(String sku) {
        return database.withHandle(handle -> handle.select(
                        "select listing_id from listing where merchant_id = ? and seller_sku = ?",
                        seller.merchant().id(),
                        sku)
                .mapTo(Long.class)
                .one());
    }

    private void change(String change) {
        database.useHandle(handle -> handle.execute(
                "update target set " + change + (change.contains(" where ") ? " and" : " where") + " merchant_id = ?",
                seller.merchant().id()));
    }

    private void lease(String until) {
        database.useHandle(handle -> handle.execute(
                "update fan_out set lease_until = " + until + " where merchant_id = ?",
                seller.merchant().id()));
    }

    private boolean fansOut() {
        return database.withHandle(handle -> handle.select(
                        "select exists (select from fan_out where merchant_id = ?)",
                        seller.merchant().id())
                .mapTo(Boolean.class)
                .one());
    }

    private List<Integer> quantities() {
        return database.withHandle(handle -> handle.select(
                        "select quantity from decision where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Integer.class)
                .list());
    }

    private List<String> due() {
        return database.withHandle(handle -> handle.select(
                        "select seller_sku from target where merchant_id = ? and due_at is not null",
                        seller.merchant().id())
                .mapTo(String.class)
                .list());
    }

    private long marks() {
        return database.withHandle(handle -> handle.select(
                        "select sum(marked)::bigint from target where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }
}
