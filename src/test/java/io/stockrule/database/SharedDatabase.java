package io.stockrule.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A PostgreSQL for several services, as a machine of its own would run it: it outlives them, and when it is killed it
/// comes back.
public final class SharedDatabase implements AutoCloseable {
    private final EmbeddedDatabase database;
    private final Supervisor supervisor;

    private SharedDatabase(EmbeddedDatabase database) {
        this.database = database;
        this.supervisor = new Supervisor(database);
    }

    public static SharedDatabase in(Path folder) {
        return new SharedDatabase(EmbeddedDatabase.start(folder, TestDatabase.BINARIES, true));
    }

    /// What a service needs to use it, as environment variables.
    public Map<String, String> settings() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }

    /// @return the columns of the first row
    public List<String> ask(String sql) throws SQLException {
        return OtherService.ask(database, sql);
    }

    /// A connection of the test's own, to look on and to hold locks.
    public Connection connect() throws SQLException {
        return OtherService.connect(database.url(), database.user(), database.password());
    }

    /// Ends it without a chance to prepare.
    public void kill() throws IOException {
        Kill.kill(database.processId());
    }

    /// Ends all of it at once, also who is in the middle of a statement, as a machine does that loses its power.
    public void killWhole() throws IOException {
        var main = ProcessHandle.of(database.processId()).orElseThrow();
        var all = Stream.concat(Stream.of(main), main.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        supervisor.close();
        database.close();
    }
}
