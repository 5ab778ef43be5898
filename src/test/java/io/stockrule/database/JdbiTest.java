package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
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
