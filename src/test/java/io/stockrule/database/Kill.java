package io.stockrule.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Ends processes that a test started, without giving them a chance to prepare; or lets them stand still for a while.
public final class Kill {
    private Kill() {}

    public static void kill(long processId) {
        ProcessHandle.of(processId).orElseThrow().destroyForcibly();
    }

    /// Until [#thaw], the process and all that it has started do nothing and are still there.
    public static void freeze(long processId) throws IOException, InterruptedException {
        signal("-STOP", processId);
    }

    public static void thaw(long processId) throws IOException, InterruptedException {
        signal("-CONT", processId);
    }

    private static void signal(String name, long processId) throws IOException, InterruptedException {
        var process = ProcessHandle.of(processId).orElseThrow();
        var ids = Stream.concat(Stream.of(process), process.descendants()).map(it -> String.valueOf(it.pid()));
        var command = Stream.concat(Stream.of("kill", name), ids).toList();
        assertThat(run(command)).isZero();
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
