package io.stockrule.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs PostgreSQL's programs. They refuse to run as root; for root they run as a nobody, best in a user namespace
/// where the files need no other owner, else (containers forbid that) as the system's `nobody`.
///
/// @param folder holds `bin`
/// @param asNobody what precedes each command
/// @param owner who must own the cluster's files, empty for the caller
record Programs(Path folder, List<String> asNobody, String owner) {
    private static final int NOBODY = 65534;

    /// @param cluster the cluster's folder; if it is there, PostgreSQL runs as its owner
    static Programs in(Path folder, Path cluster) throws IOException {
        if (!runsAsRoot(folder)) {
            return new Programs(folder, List.of(), "");
        }
        int owner = Files.exists(cluster) ? (int) Files.getAttribute(cluster, "unix:uid") : 0;
        return owner == 0 && LinuxUtils.isUnshareAvailable()
                ? new Programs(folder, List.of("unshare", "--user"), "")
                : as(owner == 0 ? NOBODY : owner, folder);
    }

    private static Programs as(int user, Path folder) {
        var id = Integer.toString(user);
        return new Programs(folder, List.of("setpriv", "--reuid=" + id, "--regid=" + NOBODY, "--clear-groups"), id);
    }

    private static boolean runsAsRoot(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("unix")
                && "root".equals(System.getProperty("user.name"));
    }

    /// Lets PostgreSQL's user own a folder.
    void handOver(Path path) throws IOException {
        if (!owner.isEmpty()) {
            run(List.of("chown", "-R", owner, path.toString()), "");
        }
    }

    /// @return what the program printed
    String run(String program, String input, String... arguments) throws IOException {
        var command = new ArrayList<>(asNobody);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command, input);
    }

    private static String run(List<String> command, String input) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        "%s failed: %s".formatted(Path.of(command.get(0)).getFileName(), output.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        }
        return output;
    }
}
