package io.stockrule.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// The new contents of a file, written beside it and put in its place at once: whoever reads the file sees the old or
/// the new contents, never half of them.
final class Replacement implements AutoCloseable {
    private final Path target;
    private final Path fresh;
    private final BufferedWriter writer;

    private Replacement(Path target) throws IOException {
        this.target = target;
        this.fresh = target.resolveSibling(".%s-%s.new".formatted(target.getFileName(), UUID.randomUUID()));
        this.writer = Files.newBufferedWriter(fresh, StandardOpenOption.CREATE_NEW);
    }

    /// Follows links, so that a link stays one.
    static Replacement of(Path file) throws IOException {
        return new Replacement(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
    }

    BufferedWriter writer() {
        return writer;
    }

    void takeOver() throws IOException {
        writer.close();
        if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(fresh);
    }
}
