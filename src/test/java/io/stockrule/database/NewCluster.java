package io.stockrule.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A data folder that has never been used: set up once for all tests of a process, because that takes longer than most
/// of them, and copied.
final class NewCluster {
    private static final Path ORIGINAL = setUp();

    private NewCluster() {}

    /// Puts it there, with its password, unless there is a cluster.
    static void in(Path folder) throws IOException {
        if (!Files.exists(Cluster.folderIn(folder))) {
            copy(Cluster.folderIn(ORIGINAL), Cluster.folderIn(folder));
            copy(ORIGINAL.resolve("password"), folder.resolve("password"));
        }
    }

    /// With owners and permissions, by which PostgreSQL goes.
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path setUp() {
        try {
            var folder = Files.createTempDirectory("stockrule-test-");
            EmbeddedDatabase.start(folder, TestDatabase.BINARIES, false).close();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            FileAccess.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
