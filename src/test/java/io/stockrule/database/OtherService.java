package io.stockrule.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A process of its own with an embedded database on a given folder. It prints its database's process id, or why
/// it does not start.
record OtherService(Process process, String firstLine) {
    static OtherService run(Path folder) throws IOException {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherService.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(process.inputReader());
        var line = lines.readLine();
        return new OtherService(process, line == null ? "nothing" : line);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static void main(String... args) throws Exception {
        try {
            var database = EmbeddedDatabase.start(Path.of(args[0]), TestDatabase.BINARIES, true);
            execute(database, "create table memory (text text)");
            execute(database, "insert into memory values ('from the other service')");
            System.out.println(database.processId());
            Thread.currentThread().join();
        } catch (DatabaseException e) {
            System.out.println(e.getMessage());
        }
    }

    static Connection connect(String url, String user, String password) throws SQLException {
        return new Login(user, password).connect(url);
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The columns of the first row.
    static List<String> ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database.url(), database.user(), database.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            var columns = new ArrayList<String>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                columns.add(rows.getString(column));
            }
            return columns;
        }
    }
}
