package io.stockrule.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/// A real PostgreSQL that the service brings along and keeps in its data folder, so that nothing has to be
/// installed.
///
/// It outlives a service that is killed; the next one on the folder adopts it. While the service runs, it is
/// started again whenever it ends.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

    /// How long an older process that is being adopted may take to answer; it may be in the middle of its
    /// recovery, of up to 2 GB of log ([Room]).
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FolderLock lock;
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final Path portFile;
    private final String password;
    private int port;

    private EmbeddedDatabase(Path folder, Programs programs, FolderLock lock, boolean durable) throws IOException {
        this.lock = lock;
        this.cluster = new Cluster(folder, programs, durable);
        cluster.prepare();
        this.postmaster = new Postmaster(cluster.folder(), programs);
        this.portFile = folder.resolve("port");
        this.password = cluster.password();
    }

    /// @param folder holds everything of it but the programs
    /// @param binaries holds PostgreSQL's programs
    /// @param durable false only where the data may be lost with the machine: in tests
    static EmbeddedDatabase start(Path folder, Path binaries, boolean durable) {
        try {
            FileAccess.privateFolder(folder);
            var parent = folder.toRealPath();
            var programs = Programs.in(Binaries.unpackedIn(binaries), Cluster.folderIn(parent));
            return start(parent, programs, durable);
        } catch (AccessDeniedException e) {
            throw new DatabaseException(
                    "%s may not be used by the user %s. Start the service as the user who owns it, or choose another stockrule.data.folder"
                            .formatted(e.getFile(), System.getProperty("user.name")),
                    e);
        } catch (FileSystemException e) {
            throw new DatabaseException(
                    "%s cannot be used (%s). Choose another stockrule.data.folder"
                            .formatted(e.getFile(), e.getReason() == null ? "there is no place for it" : e.getReason()),
                    e);
        } catch (IOException e) {
            throw new DatabaseException(
                    "The embedded database in %s does not start. %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static EmbeddedDatabase start(Path folder, Programs programs, boolean durable) throws IOException {
        var lock = FolderLock.take(folder);
        try {
            var database = new EmbeddedDatabase(folder, programs, lock, durable);
            database.adoptOrStart();
            return database;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void adoptOrStart() throws IOException {
        if (postmaster.process().isPresent()) {
            if (answers()) {
                LOG.info("The embedded database was still running after the last service; it is used on");
                return;
            }
            LOG.warn("The embedded database of the last service does not answer; it is replaced");
            postmaster.kill();
        }
        port = choosePort();
        cluster.configure(port);
        postmaster.start();
        FileAccess.writeSecret(portFile, Integer.toString(port));
    }

    private int choosePort() throws IOException {
        if (Files.exists(portFile)) {
            int last = Integer.parseInt(Files.readString(portFile).strip());
            if (Postmaster.isFree(last)) {
                return last;
            }
        }
        return Postmaster.freePort();
    }

    /// Asks the running process, with the password that only ours knows.
    private boolean answers() throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            var found = postmaster.port();
            if (found.isPresent()) {
                port = found.get();
                if (canConnect()) {
                    return true;
                }
            }
            if (postmaster.process().isEmpty()) {
                return false;
            }
            Pause.brief();
        }
        return false;
    }

    private boolean canConnect() {
        try (var connection = new Login(user(), password).connect(url())) {
            return connection.isValid(3);
        } catch (SQLException e) {
            LOG.debugf(e, "no connection on port %d", port);
            return false;
        }
    }

    /// Starts it again, on the same port, if it has ended.
    void revive() throws IOException {
        if (postmaster.process().isEmpty()) {
            LOG.warn("The embedded database has ended unexpectedly; it is started again");
            postmaster.start();
            LOG.info("The embedded database runs again");
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

    /// Of the main process, while it runs.
    long processId() throws IOException {
        return postmaster.process().map(ProcessHandle::pid).orElse(-1L);
    }

    @Override
    public void close() {
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            throw new DatabaseException("The embedded database does not stop. " + e.getMessage(), e);
        }
    }
}
