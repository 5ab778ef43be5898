package io.stockrule.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second service away from a data folder. The operating system gives it back when the process ends,
/// however it ends.
final class FolderLock implements AutoCloseable {
    /// Taken by this very process. Asking the operating system again would lose the lock: it drops all locks of a
    /// process on a file when the process closes the file once.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel file;

    private FolderLock(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    static FolderLock take(Path folder) throws IOException {
        if (OURS.contains(folder)) {
            throw taken(folder);
        }
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw taken(folder);
        }
        OURS.add(folder);
        return new FolderLock(folder, file);
    }

    private static DatabaseException taken(Path folder) {
        return new DatabaseException(
                "Another service uses the data folder %s. Stop it first, or choose another stockrule.data.folder"
                        .formatted(folder));
    }

    @Override
    public void close() throws IOException {
        file.close();
        OURS.remove(folder);
    }
}
