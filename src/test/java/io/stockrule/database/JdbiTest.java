package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL) // for every other test, too
class JdbiTest {
    @Inject
    Jdbi database;

    @Test
    void a_rolled_back_transaction_takes_plain_sql_with_it() {
        QuarkusTransaction.begin();
        insert(-1, "Candle Shop");
        QuarkusTransaction.rollback();
        assertThat(names(-1)).isEmpty();
    }

    @Test
    void a_committed_transaction_keeps_plain_sql() {
        QuarkusTransaction.requiringNew().run(() -> insert(-2, "Yoga Shop"));
        assertThat(names(-2)).containsExactly("Yoga Shop");
    }

    @Test
    void instants_bind_one_by_one_and_as_an_array() {
        var instant = Instant.parse("2026-03-29T01:30:00.123456Z");
        var read = database.withHandle(
                handle -> handle.createQuery("select :one::timestamptz union all select unnest(:many)")
                        .bind("one", instant)
                        .bindArray("many", Instant.class, List.of(instant))
                        .mapTo(Instant.class)
                        .list());
        assertThat(read).containsExactly(instant, instant);
    }

    /// In a batch the same column has a value in one row and none in the next.
    @Test
    void what_is_absent_is_null_and_what_is_there_is_its_value() {
        var instant = Instant.parse("2026-03-29T01:30:00.123456Z");
        var read = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> {
                    handle.execute(
                            "create temporary table bound (a bigint, b integer, c text, d timestamptz, e boolean)");
                    try (var batch = handle.prepareBatch("insert into bound values (:a, :b, :c, :d, :e)")) {
                        bind(
                                batch,
                                OptionalLong.of(1L << 40),
                                OptionalInt.of(7),
                                Optional.of("ü"),
                                Optional.of(instant));
                        bind(batch, OptionalLong.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
                        bind(
                                batch,
                                OptionalLong.of(-1),
                                OptionalInt.of(0),
                                Optional.of(""),
                                Optional.of(Instant.EPOCH));
                        batch.execute();
                    }
                    var rows =
                            handle.createQuery("select * from bound").mapToMap().list();
                    handle.execute("drop table bound");
                    return rows;
                }));
        assertThat(read)
                .extracting(row -> row.get("a"), row -> row.get("b"), row -> row.get("c"), row -> row.get("e"))
                .containsExactly(tuple(1L << 40, 7, "ü", true), tuple(null, null, null, true), tuple(-1L, 0, "", true));
        assertThat(read)
                .extracting(row -> row.get("d"))
                .containsExactly(Timestamp.from(instant), null, Timestamp.from(Instant.EPOCH));
    }

    private static void bind(
            PreparedBatch batch, OptionalLong a, OptionalInt b, Optional<String> c, Optional<Instant> d) {
        batch.bind("a", a)
                .bind("b", b)
                .bind("c", c)
                .bind("d", d)
                .bind("e", true)
                .add();
    }

    private void insert(long id, String name) {
        database.useHandle(handle -> handle.execute(
                "insert into merchant (merchant_id, name, created_at) values (?, ?, ?)", id, name, Instant.EPOCH));
    }

    private List<String> names(long id) {
        return database.withHandle(handle -> handle.select("select name from merchant where merchant_id = ?", id)
                .mapTo(String.class)
                .list());
    }
}
