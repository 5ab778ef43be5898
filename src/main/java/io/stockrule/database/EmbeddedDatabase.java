package io.stockrule.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real PostgreSQL that the service brings along and keeps in its data folder, so that nothing has to be installed.
public final class EmbeddedDatabase implements AutoCloseable {
    private final Programs programs;
    private final Cluster cluster;
    private final String password;
    private final int port;

    private EmbeddedDatabase(Programs programs, Cluster cluster, String password, int port) {
        this.programs = programs;
        this.cluster = cluster;
        this.password = password;
        this.port = port;
    }

    /// @param parent holds everything of it
    /// @param binaries holds PostgreSQL's programs
    /// @param durable false only where the data may be lost with the machine: in tests
    static EmbeddedDatabase start(Path parent, Path binaries, boolean durable) {
        try {
            FileAccess.privateFolder(parent);
            var folder = parent.toRealPath();
            var programs = Programs.in(
                    Binaries.unpackedIn(Files.createDirectories(binaries)).toRealPath());
            var cluster = new Cluster(folder, programs, durable);
            cluster.prepare();
            int port = freePort();
            cluster.configure(port);
            var database = new EmbeddedDatabase(programs, cluster, cluster.password(), port);
            database.run();
            return database;
        } catch (IOException e) {
            throw new DatabaseException("The embedded database in %s does not start: %s".formatted(parent, e), e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, Cluster.NAME);
    }

    public String user() {
        return Cluster.NAME;
    }

    public String password() {
        return password;
    }

    private void run() throws IOException {
        programs.run(
                "pg_ctl",
                "",
                "start",
                "--wait",
                "--timeout=600",
                "--silent",
                "--pgdata=" + cluster.folder(),
                "--log=" + cluster.folder().resolve("start.log"));
    }

    @Override
    public void close() {
        try {
            programs.run("pg_ctl", "", "stop", "--mode=fast", "--wait", "--pgdata=" + cluster.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
