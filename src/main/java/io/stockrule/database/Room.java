package io.stockrule.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// What PostgreSQL may take of the machine, in megabytes. It begins with 128 MB of memory and 1 GB of log whatever the
/// machine has (https://www.postgresql.org/docs/18/runtime-config-resource.html and runtime-config-wal.html): then a
/// large import or a changed profile makes it write out everything each few seconds, with every page in the log once
/// more, and make new log files instead of using old ones again, and who commits meanwhile waits for that.
///
/// @param memory for pages of tables and indexes
/// @param log of changes between two checkpoints; the half of it is kept for use again
record Room(long memory, long log) {
    /// A file of the log, for clusters that are new; PostgreSQL's own choice is 16. A file that cannot be an old one
    /// used again is filled with zeros first, and who commits waits for that: 55 ms for 16 MB, on a disk that
    /// commits in 0.1 ms, each few seconds of an import.
    static final int SEGMENT = 2;

    private static final long LEAST_MEMORY = 128;
    private static final long MOST_MEMORY = 1_024;
    private static final long LEAST_LOG = 1_024;
    private static final long MOST_LOG = 2_048;

    /// For programs beside PostgreSQL, of which the service is one, and for the system to keep files in.
    private static final long SHARE_OF_MEMORY = 8;

    /// A disk is there for the data.
    private static final long SHARE_OF_DISK = 16;

    /// As PostgreSQL chooses it of itself, but for files of the log that are larger
    /// (https://www.postgresql.org/docs/18/runtime-config-wal.html).
    private static final long SHARE_OF_PAGES = 32;

    private static final long MOST_BUFFERS = 16;
    private static final long MEGABYTE = 1 << 20;

    /// @param folder on the disk that holds the data
    static Room on(Path folder) {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return of(machine.getTotalMemorySize(), folder.toFile().getTotalSpace());
    }

    /// @param memory bytes of this machine or container
    /// @param disk bytes, free or not; 0 if nobody knows
    static Room of(long memory, long disk) {
        return new Room(
                Math.clamp(memory / SHARE_OF_MEMORY / MEGABYTE, LEAST_MEMORY, MOST_MEMORY),
                Math.clamp(disk / SHARE_OF_DISK / MEGABYTE, LEAST_LOG, MOST_LOG));
    }

    /// What of the log is not on the disk yet.
    long buffers() {
        return Math.min(memory / SHARE_OF_PAGES, MOST_BUFFERS);
    }
}
