package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransactionLimitsTest {
    private static final String LIMITS = "quarkus.datasource.jdbc.new-connection-sql";

    @Inject
    DataSource dataSource;

    @Inject
    Jdbi database;

    @Inject
    Flyway flyway;

    @BeforeEach
    void createRow() {
        database.useHandle(handle -> handle.execute("create table held (number int); insert into held values (0)"));
    }

    @AfterEach
    void drop() {
        database.useHandle(handle -> handle.execute("drop table held"));
    }

    @Test
    void a_transaction_that_does_nothing_is_ended_and_its_locks_are_free() throws SQLException {
        try (var frozen = dataSource.getConnection()) {
            execute(frozen, "set idle_in_transaction_session_timeout = 500");
            frozen.setAutoCommit(false);
            execute(frozen, "select * from held for update");
            database.useHandle(handle -> handle.execute("update held set number = 1"));
            assertThatThrownBy(() -> execute(frozen, "update held set number = 2"))
                    .isInstanceOf(SQLException.class);
        }
        int number = database.withHandle(handle ->
                handle.select("select number from held").mapTo(Integer.class).one());
        assertThat(number).isEqualTo(1);
    }

    @Test
    void every_connection_of_the_pool_has_limits() {
        database.useHandle(handle -> {
            assertThat(setting(handle, "idle_in_transaction_session_timeout")).isEqualTo("10s");
            assertThat(setting(handle, "lock_timeout")).isEqualTo("15s");
            assertThat(setting(handle, "statement_timeout")).isEqualTo("1min");
        });
    }

    @Test
    void in_production_each_limit_is_below_the_four_seconds_of_a_webhook() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(Path.of("src/main/resources/application.properties"))));
        var limits = Pattern.compile("set (\\w+) = (\\d+)")
                .matcher(properties.getProperty(LIMITS))
                .results()
                .toList();
        assertThat(limits)
                .extracting(limit -> limit.group(1))
                .containsExactly("idle_in_transaction_session_timeout", "lock_timeout", "statement_timeout");
        assertThat(limits).extracting(limit -> Integer.parseInt(limit.group(2))).allMatch(it -> it > 0 && it < 4_000);
    }

    @Test
    void a_longer_statement_is_allowed_for_one_transaction() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> {
                    LongStatements.allow(handle, Duration.ofMinutes(2));
                    assertThat(setting(handle, "statement_timeout")).isEqualTo("2min");
                }));
        database.useHandle(
                handle -> assertThat(setting(handle, "statement_timeout")).isEqualTo("1min"));
    }

    @Test
    void migrations_may_take_their_time() throws SQLException {
        try (var connection = flyway.getConfiguration().getDataSource().getConnection();
                var handle = Jdbi.open(connection)) {
            assertThat(setting(handle, "statement_timeout")).isEqualTo("0");
            assertThat(setting(handle, "idle_in_transaction_session_timeout")).isEqualTo("0");
        }
    }

    private static String setting(Handle handle, String name) {
        return handle.select("select current_setting(?)", name)
                .mapTo(String.class)
                .one();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
