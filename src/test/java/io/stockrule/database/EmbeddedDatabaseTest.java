package io.stockrule.database;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void a_commit_is_on_the_disk_and_the_service_is_no_superuser() throws Exception {
        try (var database = firstStart(true)) {
            assertThat(ask(database, """
                    select current_setting('fsync'), current_setting('synchronous_commit'),
                        current_setting('full_page_writes'), current_setting('listen_addresses'),
                        current_setting('server_version'), rolsuper, rolcreaterole, rolcreatedb, rolbypassrls
                    from pg_roles where rolname = current_user
                    """)).containsExactly("on", "on", "on", "127.0.0.1", "18.1", "f", "f", "f", "f");
            assertThatThrownBy(() -> ask(database, "copy (select 1) to program 'id'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> ask(database, "select pg_read_file('/etc/passwd')"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void it_takes_its_share_of_the_machine() throws Exception {
        var room = Room.on(folder);
        try (var database = start()) {
            assertThat(ask(database, """
                    select pg_size_bytes(current_setting('shared_buffers')) >> 20,
                        pg_size_bytes(current_setting('max_wal_size')) >> 20,
                        pg_size_bytes(current_setting('min_wal_size')) >> 20,
                        pg_size_bytes(current_setting('wal_buffers')) >> 20,
                        current_setting('wal_segment_size')
                    """))
                    .containsExactly(
                            String.valueOf(room.memory()),
                            String.valueOf(room.log()),
                            String.valueOf(room.log() / 2),
                            String.valueOf(room.buffers()),
                            "2MB");
        }
    }

    @Test
    void only_the_password_opens_it() throws Exception {
        try (var database = start()) {
            assertRefused(() -> connect(database.url(), "stockrule", "guessed"), "password authentication failed");
            assertRefused(() -> connect(database.url(), "stockrule", ""), "password");
            assertRefused(() -> connect(database.url(), "postgres", database.password()), "no pg_hba.conf entry");
            assertRefused(() -> connect(database.url(), System.getProperty("user.name"), ""), "no pg_hba.conf entry");
            assertRefused(
                    () -> connect(database.url().replace("/stockrule", "/postgres"), "stockrule", database.password()),
                    "no pg_hba.conf entry");
        }
        assertThat(folder.resolve("cluster/pg_hba.conf")).content().doesNotContain("trust", "local");
        assertThat(Files.getPosixFilePermissions(folder.resolve("password"))).isEqualTo(fromString("rw-------"));
    }

    @Test
    void data_and_port_are_kept_for_the_next_start() throws Exception {
        String url;
        try (var database = start()) {
            remember(database, "Candle");
            url = database.url();
        }
        try (var database = start()) {
            assertThat(remembered(database)).containsExactly("Candle");
            assertThat(database.url()).isEqualTo(url);
        }
    }

    @Test
    void another_port_is_taken_when_the_last_one_is_in_use() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("port"), Integer.toString(taken.getLocalPort()));
            try (var database = start()) {
                assertThat(database.url()).doesNotContain(Integer.toString(taken.getLocalPort()));
                assertThat(ask(database, "select 1")).containsExactly("1");
            }
        }
    }

    @Test
    void a_killed_one_is_started_again_with_everything_that_was_committed() throws Exception {
        try (var database = start(true);
                var _ = new Supervisor(database)) {
            remember(database, "Candle");
            for (int i = 0; i < 3; i++) {
                Kill.kill(database.processId());
                Eventually.succeeds(() -> assertThat(remembered(database)).containsExactly("Candle"));
            }
        }
    }

    @Test
    void a_second_service_on_the_folder_is_refused() throws Exception {
        try (var database = start()) {
            assertThatThrownBy(this::start).hasMessageContaining("Another service uses the data folder");
            assertThat(OtherService.run(folder).firstLine()).startsWith("Another service uses the data folder");
            assertThat(ask(database, "select 1")).containsExactly("1");
        }
    }

    @Test
    void the_one_of_a_killed_service_is_adopted() throws Exception {
        NewCluster.in(folder);
        var killed = OtherService.run(folder);
        var processId = Long.parseLong(killed.firstLine());
        killed.kill();
        assertThat(ProcessHandle.of(processId)).isPresent();
        try (var database = start()) {
            assertThat(database.processId()).isEqualTo(processId);
            assertThat(remembered(database)).containsExactly("from the other service");
        }
        assertThat(ProcessHandle.of(processId)
                        .filter(process -> process.info().arguments().isPresent()))
                .isEmpty();
    }

    @Test
    void a_service_and_its_database_killed_together_lose_nothing() throws Exception {
        NewCluster.in(folder);
        var killed = OtherService.run(folder);
        Kill.kill(Long.parseLong(killed.firstLine()));
        killed.kill();
        try (var database = start()) {
            assertThat(remembered(database)).containsExactly("from the other service");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            LEFT BEHIND                       | POSTMASTER.PID
            a number that another process has | %d
            a number that no process has      | 4194303
            nothing, after a power failure    | ''
            half a line                       | -
            """)
    void the_trace_of_a_dead_process_does_not_hinder_the_next(String leftBehind, String processId) throws Exception {
        start().close();
        var lines = "%s\n%s\n1\n1\n\n127.0.0.1\n\n".formatted(processId, folder.resolve("cluster"));
        Files.writeString(
                folder.resolve("cluster/postmaster.pid"),
                processId.isEmpty()
                        ? ""
                        : lines.formatted(ProcessHandle.current().pid()));
        try (var database = start()) {
            assertThat(ask(database, "select 1")).as(leftBehind).containsExactly("1");
        }
    }

    @Test
    void an_interrupted_first_start_is_begun_anew() throws Exception {
        Files.createDirectories(folder.resolve("cluster-unfinished/base"));
        try (var database = firstStart(false)) {
            assertThat(ask(database, "select 1")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FILE       | TEXT | MESSAGE
            PG_VERSION | 16   | was written by PostgreSQL 16; this service brings PostgreSQL 18
            photo.jpg  | x    | is not a PostgreSQL data folder
            PG_VERSION | 18   | but not its password file
            """)
    void a_folder_that_cannot_be_used_is_said_clearly(String file, String text, String message) throws IOException {
        Files.createDirectories(folder.resolve("cluster"));
        Files.writeString(folder.resolve("cluster").resolve(file), text);
        assertThatThrownBy(this::start).isInstanceOf(DatabaseException.class).hasMessageContaining(message);
    }

    @Test
    void a_damaged_database_is_said_clearly_in_its_own_words() throws Exception {
        start().close();
        Files.delete(folder.resolve("cluster/global/pg_control"));
        assertThatThrownBy(this::start).isInstanceOf(DatabaseException.class).hasMessageContaining("could not find");
    }

    private EmbeddedDatabase start() throws IOException {
        return start(false);
    }

    private EmbeddedDatabase start(boolean durable) throws IOException {
        NewCluster.in(folder);
        return firstStart(durable);
    }

    private EmbeddedDatabase firstStart(boolean durable) {
        return EmbeddedDatabase.start(folder, TestDatabase.BINARIES, durable);
    }

    private static void remember(EmbeddedDatabase database, String text) throws SQLException {
        OtherService.execute(database, "create table if not exists memory (text text)");
        OtherService.execute(database, "insert into memory values ('%s')".formatted(text));
    }

    private static List<String> remembered(EmbeddedDatabase database) throws SQLException {
        return ask(database, "select text from memory");
    }

    private static List<String> ask(EmbeddedDatabase database, String sql) throws SQLException {
        return OtherService.ask(database, sql);
    }

    private static void connect(String url, String user, String password) throws SQLException {
        OtherService.connect(url, user, password).close();
    }

    private static void assertRefused(ThrowingCallable login, String message) {
        assertThatThrownBy(login).isInstanceOf(SQLException.class).hasMessageContaining(message);
    }
}
