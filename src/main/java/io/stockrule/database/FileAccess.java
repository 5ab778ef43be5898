package io.stockrule.database;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;

/// Files that nobody else may read, and folders put up and taken away as a whole.
final class FileAccess {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private FileAccess() {}

    /// Others may pass through but not look around: PostgreSQL may run as another user.
    static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        return Files.isDirectory(folder) ? folder : Files.createDirectory(folder, permissions("rwx--x--x"));
    }

    /// Writes a file of mode 600, whole or not at all.
    static void writeSecret(Path file, String text) throws IOException {
        var unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".new-", "", permissions("rw-------"));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void readableByAll(Path folder) throws IOException {
        var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(fromString("rwxr-xr-x"));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static FileAttribute<?>[] permissions(String mode) {
        return POSIX ? new FileAttribute<?>[] {asFileAttribute(fromString(mode))} : new FileAttribute<?>[0];
    }
}
