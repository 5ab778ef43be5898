package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatementsTest {
    private static final long LOCK = 0x73746174656d65L;
    private static final long MERCHANT = -77;

    @Inject
    Jdbi database;

    @AfterEach
    void forget() {
        database.useHandle(handle -> handle.execute("delete from merchant where merchant_id = ?", MERCHANT));
    }

    @Test
    void each_answers_in_its_turn() {
        var answers = database.inTransaction(handle -> Statements.send(
                handle.createQuery("""
                        insert into merchant (merchant_id, name, created_at) values (:id, 'Candle Shop', :at);
                        select name from merchant where merchant_id = :id;
                        select unnest(:ids);
                        update merchant set name = 'Yoga Shop' where merchant_id = any(:ids)
                        """)
                        .bind("id", MERCHANT)
                        .bind("at", Instant.EPOCH)
                        .bindArray("ids", Long.class, MERCHANT, MERCHANT - 1),
                it -> {
                    it.skip();
                    return List.of(
                            it.next((row, _) -> row.getString(1)), it.next((row, _) -> row.getLong(1)), it.rows());
                }));
        assertThat(answers).isEqualTo(List.of(List.of("Candle Shop"), List.of(MERCHANT, MERCHANT - 1), 1));
    }

    /// What the marks of changed stock rely on.
    @Test
    void one_sees_what_was_committed_while_the_one_before_it_waited() {
        var seen = database.inTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(?)", LOCK);
            var names = CompletableFuture.supplyAsync(this::namesAfterTheLock);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> somebodyWaits(handle));
            insert(handle, "Candle Shop");
            return names;
        });
        assertThat(seen.join()).containsExactly("Candle Shop");
    }

    @Test
    void none_is_carried_out_after_one_that_failed() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> database.useHandle(handle -> Statements.send(
                                handle.createQuery("""
                        insert into merchant (merchant_id, name, created_at) values (:id, 'Candle Shop', :at);
                        select 1 / 0;
                        select nextval('stockrule_id')
                        """).bind("id", MERCHANT).bind("at", Instant.EPOCH),
                                it -> it.next((row, _) -> row.getLong(1))))))
                .hasMessageContaining("division by zero");
        assertThat(database.inTransaction(this::names)).isEmpty();
    }

    private List<String> namesAfterTheLock() {
        return database.inTransaction(handle ->
                Statements.send(handle.createQuery("""
                        select pg_advisory_xact_lock(:lock);
                        select name from merchant where merchant_id = :id
                        """).bind("lock", LOCK).bind("id", MERCHANT), it -> {
                    it.skip();
                    return it.next((row, _) -> row.getString(1));
                }));
    }

    private static boolean somebodyWaits(Handle handle) {
        return handle.select("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static void insert(Handle handle, String name) {
        handle.execute(
                "insert into merchant (merchant_id, name, created_at) values (?, ?, ?)", MERCHANT, name, Instant.EPOCH);
    }

    private List<String> names(Handle handle) {
        return handle.select("select name from merchant where merchant_id = ?", MERCHANT)
                .mapTo(String.class)
                .list();
    }
}
