package io.stockrule.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// PostgreSQL's main process: found, started and stopped. It outlives a service that is killed.
///
/// What `postmaster.pid` holds, line by line: process id, data folder, start time, port
/// (https://www.postgresql.org/docs/18/storage-file-layout.html).
final class Postmaster {
    /// Beyond any process id: Linux counts to 4194304 at most.
    private static final String NO_PROCESS = "99999999";

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
        } catch (IOException e) {
            throw new IOException("PostgreSQL did not start. It says: " + lastWords(log), e);
        }
    }

    /// PostgreSQL refuses to start while the process id in the file is alive, though it may be another process by
    /// now. Only the id is replaced: the file also leads to the shared memory, by which PostgreSQL knows whether
    /// children of the dead process are still at work.
    private void forgetDeadProcess() throws IOException {
        var lines = new ArrayList<>(pidFile());
        if (!lines.isEmpty() && process().isEmpty()) {
            lines.set(0, NO_PROCESS);
            Files.write(folder.resolve("postmaster.pid"), lines);
        }
    }

    private String lastWords(Path startLog) throws IOException {
        var logs = new ArrayList<>(List.of(startLog));
        var folderOfLogs = folder.resolve("log");
        if (Files.isDirectory(folderOfLogs)) {
            try (Stream<Path> files = Files.list(folderOfLogs)) {
                files.max((a, b) -> Long.compare(
                                a.toFile().lastModified(), b.toFile().lastModified()))
                        .ifPresent(logs::add);
            }
        }
        var words = new ArrayList<String>();
        for (var log : logs) {
            words.addAll(tail(log));
        }
        return words.stream().collect(Collectors.joining(" | "));
    }

    private static List<String> tail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        var lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
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
