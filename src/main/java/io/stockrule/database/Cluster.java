package io.stockrule.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;

/// PostgreSQL's own folder: set up once, checked and configured at each start.
///
/// The service's role owns its database and is no superuser. Nobody can log in as the superuser: its password is
/// thrown away, and `pg_hba.conf` lets only the service's role in, with a password, over loopback.
final class Cluster {
    static final String NAME = "stockrule";
    private static final String VERSION = "18";

    private final Path folder;
    private final Path passwordFile;
    private final Programs programs;
    private final boolean durable;

    /// @param parent holds the folder and the password
    Cluster(Path parent, Programs programs, boolean durable) {
        this.folder = folderIn(parent);
        this.passwordFile = parent.resolve("password");
        this.programs = programs;
        this.durable = durable;
    }

    static Path folderIn(Path parent) {
        return parent.resolve("cluster");
    }

    Path folder() {
        return folder;
    }

    String password() throws IOException {
        if (!Files.exists(passwordFile)) {
            throw new DatabaseException("The database %s is there, but not its password file %s. Restore that file"
                    .formatted(folder, passwordFile));
        }
        return Files.readString(passwordFile).strip();
    }

    /// Sets the folder up unless it is there; an attempt that was interrupted is thrown away.
    void prepare() throws IOException {
        if (Files.exists(folder)) {
            checkVersion();
            return;
        }
        var unfinished = folder.resolveSibling("cluster-unfinished");
        FileAccess.delete(unfinished);
        initialize(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        var version = version();
        if (!version.equals(VERSION)) {
            throw new DatabaseException(("%s was written by PostgreSQL %s; this service brings PostgreSQL %s. "
                            + "Dump it with the older one and restore it, or choose another stockrule.data.folder")
                    .formatted(folder, version, VERSION));
        }
    }

    private String version() throws IOException {
        try {
            return Files.readString(folder.resolve("PG_VERSION")).strip();
        } catch (NoSuchFileException e) {
            throw new DatabaseException(
                    "%s is not a PostgreSQL data folder. Move it away, or choose another stockrule.data.folder"
                            .formatted(folder),
                    e);
        }
    }

    private void initialize(Path unfinished) throws IOException {
        var password = randomPassword();
        var superuser = folder.resolveSibling("superuser-password");
        Files.createDirectory(unfinished);
        programs.handOver(unfinished);
        FileAccess.writeSecret(superuser, randomPassword());
        programs.handOver(superuser);
        try {
            programs.run(
                    "initdb",
                    "",
                    "--pgdata=" + unfinished,
                    "--username=postgres",
                    "--pwfile=" + superuser,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--wal-segsize=" + Room.SEGMENT,
                    durable ? "--sync-method=fsync" : "--no-sync");
        } finally {
            Files.delete(superuser);
        }
        createDatabase(unfinished, password);
        Files.writeString(
                unfinished.resolve("postgresql.conf"), "\ninclude 'stockrule.conf'\n", StandardOpenOption.APPEND);
        FileAccess.writeSecret(passwordFile, password);
    }

    /// In single-user mode, which needs neither a port nor a login. One statement a line.
    private void createDatabase(Path unfinished, String password) throws IOException {
        programs.run(
                "postgres",
                """
                create role %1$s login nosuperuser nocreatedb nocreaterole password '%2$s'
                create database %1$s owner %1$s
                """.formatted(NAME, password),
                "--single",
                "-D",
                unfinished.toString(),
                "-c",
                "password_encryption=scram-sha-256",
                "-c",
                "exit_on_error=on",
                "postgres");
    }

    /// Settings of ours; `postgresql.conf` includes them last.
    void configure(int port) throws IOException {
        var room = Room.on(folder);
        write("stockrule.conf", """
                listen_addresses = '127.0.0.1'
                port = %1$d
                unix_socket_directories = ''
                fsync = %2$s
                synchronous_commit = %2$s
                full_page_writes = %2$s
                password_encryption = 'scram-sha-256'
                max_connections = 100
                shared_buffers = '%3$dMB'
                max_wal_size = '%4$dMB'
                min_wal_size = '%5$dMB'
                wal_buffers = '%6$dMB'
                checkpoint_timeout = '15min'
                timezone = 'UTC'
                logging_collector = on
                log_filename = 'postgresql-%%a.log'
                log_truncate_on_rotation = on
                log_rotation_age = '1d'
                log_rotation_size = 0
                """.formatted(
                        port, durable ? "on" : "off", room.memory(), room.log(), room.log() / 2, room.buffers()));
        write("pg_hba.conf", """
                # TYPE DATABASE USER ADDRESS METHOD
                host %1$s %1$s 127.0.0.1/32 scram-sha-256
                """.formatted(NAME));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        FileAccess.writeSecret(file, text);
        programs.handOver(file);
    }

    private static String randomPassword() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
