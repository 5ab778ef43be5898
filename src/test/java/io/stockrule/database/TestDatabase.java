package io.stockrule.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// Gives every `@QuarkusTest` a database of its own without further ado: one PostgreSQL for the JVM, an empty
/// schema for each start of the service.
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
    /// The operator's key in every `@QuarkusTest`.
    public static final String OPERATOR_KEY = "sr_the-operator-of-the-tests";

    static final Path BINARIES = Path.of("target", "postgresql");

    @Override
    public Map<String, String> start() {
        var server = server();
        var schema = "test_" + System.nanoTime();
        execute(server, "create schema " + schema);
        return Map.of(
                "quarkus.datasource.jdbc.url", server.url() + "?currentSchema=" + schema,
                "quarkus.datasource.username", server.user(),
                "quarkus.datasource.password", server.password(),
                "stockrule.data.folder", server.folder(),
                "stockrule.operator-key", OPERATOR_KEY);
    }

    @Override
    public void stop() {
        // The server stays for the next test class; it ends with the JVM.
    }

    /// Each start of the service loads this class anew, so the server is remembered where all of them see it.
    private static synchronized Server server() {
        var properties = System.getProperties();
        if (!properties.containsKey("test.database.url")) {
            var folder = temporaryFolder();
            var database = startIn(folder);
            properties.setProperty("test.database.folder", folder.toString());
            properties.setProperty("test.database.url", database.url());
            properties.setProperty("test.database.user", database.user());
            properties.setProperty("test.database.password", database.password());
        }
        return new Server(
                properties.getProperty("test.database.folder"),
                properties.getProperty("test.database.url"),
                properties.getProperty("test.database.user"),
                properties.getProperty("test.database.password"));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("stockrule-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase startIn(Path folder) {
        var database = EmbeddedDatabase.start(folder, BINARIES, false);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(database, folder)));
        return database;
    }

    private static void remove(EmbeddedDatabase database, Path folder) {
        try {
            database.close();
            FileAccess.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Server server, String sql) {
        try (var connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Server(String folder, String url, String user, String password) {}
}
