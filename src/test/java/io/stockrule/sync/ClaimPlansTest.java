package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.Lane;
import io.stockrule.sync.StaleQueue.Claim;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What a claim reads: little more than what it claims, whatever the number of merchants and of targets that are not
/// claimed. The targets are made in a transaction that is taken back, so nobody decides them.
@QuarkusTest
class ClaimPlansTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final int MERCHANTS = 5_000;
    private static final int MANY = 100_000;
    private static final int BATCH = 400;
    private static final int OUT = 8;
    /// Each target that is claimed is read and written, and each merchant leapt to. Those of claims that are still out
    /// are met three times: while merchants are sought, as each gets its share, and as one gets what is left.
    private static final long MOST_READ = (10L + 3 * OUT) * BATCH;

    /// Higher than any id of another test.
    private static final long FIRST = 1L << 50;

    private static final long LARGE = FIRST + MERCHANTS + 1;

    @Inject
    Jdbi database;

    @Test
    void a_time_that_has_come_is_found_among_thousands_of_merchants_whose_time_has_not() {
        with(
                handle -> {
                    perMerchant(handle, Lane.TIMED, LATER);
                    ofLarge(handle, Lane.TIMED, LATER);
                    setDue(handle, FIRST + 4_321, NOW);
                },
                handle -> {
                    var claims = claims(Lane.TIMED, handle, 1);
                    assertThat(claims).containsExactly(FIRST + 4_321);
                    assertThat(claims(Lane.TIMED, handle, 1)).isEmpty();
                });
    }

    @Test
    void a_time_that_has_come_for_very_many_leaves_the_others_their_turn() {
        with(
                handle -> {
                    perMerchant(handle, Lane.TIMED, LATER);
                    ofLarge(handle, Lane.TIMED, NOW);
                    setDue(handle, FIRST + 4_321, NOW);
                },
                handle -> assertThat(claims(Lane.TIMED, handle, MERCHANTS / 200 + 1))
                        .contains(LARGE, FIRST + 4_321));
    }

    @Test
    void what_changed_for_thousands_of_merchants_is_claimed_in_turns_beside_a_large_one() {
        with(
                handle -> {
                    perMerchant(handle, Lane.FANNED_OUT, NOW);
                    ofLarge(handle, Lane.FANNED_OUT, NOW);
                },
                handle -> assertThat(Set.copyOf(claims(Lane.FANNED_OUT, handle, MERCHANTS / 200 + 1)))
                        .hasSize(MERCHANTS + 1)
                        .contains(LARGE));
    }

    @Test
    void a_change_is_claimed_beside_very_many_in_other_lanes() {
        with(
                handle -> {
                    perMerchant(handle, Lane.FANNED_OUT, NOW);
                    ofLarge(handle, Lane.FANNED_OUT, NOW);
                    handle.execute("update target set lane = 0 where merchant_id = ?", FIRST + 4_321);
                },
                handle -> assertThat(claims(Lane.CHANGED, handle, 1)).containsExactly(FIRST + 4_321));
    }

    /// Merchants, of so many claims one after the other, as many of them out at once as four replicas have. Those of
    /// other tests' targets are left out.
    private static List<Long> claims(Lane lane, Handle handle, int times) {
        var fair = new FairClaims(lane, Duration.ofMinutes(1));
        var out = new ArrayDeque<List<Claim>>();
        return IntStream.range(0, times)
                .mapToObj(_ -> claim(fair, handle))
                .peek(claims -> {
                    out.add(claims);
                    if (out.size() > OUT) {
                        StaleQueue.release(handle, out.remove(), Map.of(), NOW);
                    }
                })
                .flatMap(claims -> claims.stream()
                        .map(claim -> claim.target().account().merchantId())
                        .distinct())
                .filter(merchant -> merchant > FIRST)
                .toList();
    }

    private static List<Claim> claim(FairClaims fair, Handle handle) {
        long before = rowsRead(handle);
        var claims = fair.claim(handle, NOW, BATCH);
        assertThat(rowsRead(handle) - before).as("rows read").isLessThan(MOST_READ);
        return claims;
    }

    private static long rowsRead(Handle handle) {
        return handle.createQuery("""
                        select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
                        where relname = 'target' and schemaname = current_schema
                        """).mapTo(Long.class).one();
    }

    private void with(Consumer<Handle> targets, Consumer<Handle> test) {
        QuarkusTransaction.begin();
        try {
            database.useHandle(handle -> {
                targets.accept(handle);
                handle.execute("analyze target");
                test.accept(handle);
            });
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private static void perMerchant(Handle handle, Lane lane, Instant due) {
        insert(handle, "? + n", FIRST, MERCHANTS, lane, due);
    }

    private static void ofLarge(Handle handle, Lane lane, Instant due) {
        insert(handle, "?", LARGE, MANY, lane, due);
    }

    private static void insert(Handle handle, String merchant, long first, int targets, Lane lane, Instant due) {
        handle.execute("""
                insert into target (merchant_id, amazon_account_id, seller_sku, lane, due_at)
                select <merchant>, 1, 'AMZ-' || n, ?, ? from generate_series(1, ?) n
                """.replace("<merchant>", merchant), first, lane.number(), due, targets);
    }

    private static void setDue(Handle handle, long merchant, Instant due) {
        handle.execute("update target set due_at = ? where merchant_id = ?", due, merchant);
    }
}
