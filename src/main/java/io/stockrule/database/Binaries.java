package io.stockrule.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, brought along as an archive and unpacked once into a folder named after its contents.
///
/// They live beside the data, not in the system's temporary folder: a cleaner that empties that would take the
/// programs away from a running server.
final class Binaries {
    private Binaries() {}

    static Programs unpackedIn(Path parent) throws IOException {
        var archive = archive();
        var folder = parent.resolve("binaries-" + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            var unfinished = Files.createTempDirectory(Files.createDirectories(parent), "unpacking-");
            unpack(archive, unfinished);
            FileAccess.readableByAll(unfinished);
            takeOver(unfinished, folder);
        }
        return Programs.in(folder.toRealPath());
    }

    private static byte[] archive() throws IOException {
        try (var stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name").startsWith("Windows") ? "Windows" : System.getProperty("os.name"),
                System.getProperty("os.arch"))) {
            return stream.readAllBytes();
        } catch (IllegalStateException e) {
            throw new DatabaseException(
                    "There is no embedded PostgreSQL for %s on %s. Set QUARKUS_DATASOURCE_JDBC_URL to one of your own"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    e);
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
        }
    }

    /// Another process may have been faster; its folder is as good.
    private static void takeOver(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FileAccess.delete(unfinished);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
