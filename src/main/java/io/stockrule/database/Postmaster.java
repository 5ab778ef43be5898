package io.stockrule.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// PostgreSQL's main process: found, started and stopped. It outlives a service that is killed.
///
/// What `postmaster.pid` holds, line by line: process id, data folder, start time, port
/// (https://www.postgresql.org/docs/18/storage-file-layout.html).
final class Postmaster {
    /// Beyond any process id: Linux counts to 4194304 at most.
    private static final String NO_PROCESS = "99999999";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TAIL_LINES = 8;

    private final Path folder;
    private final Programs programs;

    Postmaster(Path folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /// The process that runs on our folder. A dead one whose id now belongs to another process, or that nobody has
    /// reaped yet, is none.
    Optional<ProcessHandle> process() throws IOException {
        return pidFile().stream()
                .findFirst()
                .filter(line -> line.strip().matches("\\d{1,18}"))
                .map(line -> Long.parseLong(line.strip()))
                .flatMap(ProcessHandle::of)
                .filter(this::runsOnOurFolder);
    }

    private boolean runsOnOurFolder(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).containsAll(List.of("-D", folder.toString())))
                .orElse(false);
    }

    /// The port that the running process listens on.
    Optional<Integer> port() throws IOException {
        var lines = pidFile();
        return lines.size() < 4
                ? Optional.empty()
                : Optional.of(Integer.parseInt(lines.get(3).strip()));
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(folder.resolve("postmaster.pid"));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /// Returns when it accepts connections, after crash recovery if need be.
    void start() throws IOException {
        long start = System.nanoTime();
        for (var failure = tryStart(); failure.isPresent(); failure = tryStart()) {
            if (!childrenAreStillAtWork(failure.get()) || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw failure.get();
            }
            Pause.brief();
        }
    }

    /// Those of a killed process end by themselves, but not at once.
    private static boolean childrenAreStillAtWork(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("shared memory block");
    }

    private Optional<IOException> tryStart() throws IOException {
        forgetDeadProcess();
        var log = folder.resolve("start.log");
        Files.deleteIfExists(log);
        try {
            programs.run(
                    "pg_ctl",
                    "",
                    "start",
                    "--wait",
                    "--timeout=3600",
                    "--silent",
                    "--pgdata=" + folder,
                    "--log=" + log);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new IOException("%s. PostgreSQL says: %s".formatted(e.getMessage(), lastWords(log)), e));
        }
    }

    /// PostgreSQL refuses to start while the process id in the file is alive, though it may be another process by
    /// now. Only the id is replaced: the file also leads to the shared memory, by which PostgreSQL knows whether
    /// children of the dead process are still at work.
    private void forgetDeadProcess() throws IOException {
        if (process().isPresent()) {
            return;
        }
        var file = folder.resolve("postmaster.pid");
        var lines = new ArrayList<>(pidFile());
        if (lines.isEmpty()) {
            Files.deleteIfExists(file); // empty after a power failure
        } else {
            lines.set(0, NO_PROCESS);
            Files.write(file, lines);
        }
    }

    /// It writes to one file until it can write to its log.
    private String lastWords(Path startLog) throws IOException {
        if (!Files.exists(startLog)) {
            return "nothing";
        }
        var words = new ArrayList<>(tail(startLog));
        var began = Files.getLastModifiedTime(startLog);
        try (var logs = Files.walk(folder.resolve("log"), 1)) {
            for (var log : logs.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(log).compareTo(began) >= 0) {
                    words.addAll(tail(log));
                }
            }
        } catch (NoSuchFileException _) {
            return String.join(" | ", words); // it never came so far
        }
        return String.join(" | ", words);
    }

    private static List<String> tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }

    /// Ends sessions at once, but in order: their transactions roll back, and the next start needs no recovery.
    void stop() throws IOException {
        if (process().isPresent()) {
            programs.run(
                    "pg_ctl", "", "stop", "--mode=fast", "--wait", "--timeout=60", "--silent", "--pgdata=" + folder);
        }
    }

    /// For one that does not answer.
    void kill() throws IOException {
        try {
            programs.run(
                    "pg_ctl",
                    "",
                    "stop",
                    "--mode=immediate",
                    "--wait",
                    "--timeout=10",
                    "--silent",
                    "--pgdata=" + folder);
        } catch (IOException e) {
            process().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
