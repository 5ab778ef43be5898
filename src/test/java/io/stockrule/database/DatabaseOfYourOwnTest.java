package io.stockrule.database;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOfYourOwnTest {
    @TempDir
    Path folder;

    private EmbeddedDatabase database;

    @BeforeEach
    void start() throws IOException {
        NewCluster.in(folder);
        database = EmbeddedDatabase.start(folder, TestDatabase.BINARIES, false);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void it_is_waited_for() throws IOException {
        database.close();
        var waiting = runAsync(() -> await(database.password(), Duration.ofMinutes(5)));
        assertThat(waiting).isNotDone();
        start();
        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void after_a_while_the_service_gives_up_and_says_which_database_it_missed() {
        database.close();
        assertThatThrownBy(() -> await(database.password(), Duration.ofMillis(300)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(database.url())
                .hasMessageContaining("refused");
    }

    @Test
    void a_wrong_password_is_not_waited_for() {
        assertThatThrownBy(() -> await("guessed", Duration.ofDays(1)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("password authentication failed");
    }

    private void await(String password, Duration limit) {
        DatabaseOfYourOwn.await(database.url(), new Login(database.user(), password), limit);
    }
}
