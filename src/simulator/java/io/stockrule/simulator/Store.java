package io.stockrule.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/// The simulators' memory: one SQLite file, one connection, one piece of work at a time.
///
/// The write-ahead log is in the operating system's hands as soon as a transaction ends, so what was answered survives
/// a SIGKILL of the simulators. Only a power failure needs more, and nobody simulates that.
public final class Store implements AutoCloseable {
    private final ReentrantLock turn = new ReentrantLock();
    private final Handle handle;

    public Store(Path folder) {
        try {
            Files.createDirectories(folder);
            handle = Jdbi.open(source(folder.resolve("simulator.sqlite")).getConnection());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open the simulator's memory in " + folder, e);
        }
        handle.createScript(schema()).execute();
        for (var column : List.of("committed", "incoming")) {
            addColumn("level", column);
        }
    }

    /// Columns that memories of older simulators do not have.
    private void addColumn(String table, String column) {
        boolean known = handle.createQuery("select count(*) from pragma_table_info(:table) where name = :column")
                        .bind("table", table)
                        .bind("column", column)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (!known) {
            handle.execute("alter table %s add column %s integer not null default 0".formatted(table, column));
        }
    }

    private static SQLiteDataSource source(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.OFF);
        config.setCacheSize(-64_000);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static String schema() {
        try (InputStream in = Store.class.getResourceAsStream("/simulator/memory.sql")) {
            if (in == null) {
                throw new IllegalStateException("simulator/memory.sql is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does the work in one transaction. Work may call for more work: it joins the transaction.
    public <T> T with(Function<Handle, T> work) {
        turn.lock();
        try {
            return handle.inTransaction(work::apply);
        } finally {
            turn.unlock();
        }
    }

    public void use(Consumer<Handle> work) {
        turn.lock();
        try {
            handle.useTransaction(work::accept);
        } finally {
            turn.unlock();
        }
    }

    /// The next of the numbers that ids are made of; the same after a restart as if there had been none.
    public long number(int howMany) {
        return with(h -> h.createQuery("insert into counter (name, n) values ('number', :n)"
                                + " on conflict (name) do update set n = n + excluded.n returning n")
                        .bind("n", howMany)
                        .mapTo(Long.class)
                        .one()
                - howMany
                + 1);
    }

    /// How many rows were written so far. It stays the same as long as nothing is remembered.
    long written() {
        turn.lock();
        try {
            return handle.getConnection()
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .total_changes();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the simulator's memory what was written", e);
        } finally {
            turn.unlock();
        }
    }

    /// Forgets everything.
    void clear() {
        use(h -> h.createQuery("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
                .mapTo(String.class)
                .list()
                .forEach(table -> h.execute("delete from " + table)));
    }

    @Override
    public void close() {
        turn.lock();
        try {
            handle.close();
        } finally {
            turn.unlock();
        }
    }
}
