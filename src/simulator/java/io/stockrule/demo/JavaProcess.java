package io.stockrule.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A Java program in a process of its own, its output in a log file.
public final class JavaProcess implements AutoCloseable {
    /// As long as a deployment gives the service.
    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// @param arguments of the `java` command
    public static JavaProcess start(String name, Path log, Map<String, String> environment, List<String> arguments) {
        return start(name, log, environment, List.of(), arguments);
    }

    /// It gets what others leave of the processors, as if it ran elsewhere.
    ///
    /// @param arguments of the `java` command
    static JavaProcess startAside(String name, Path log, List<String> arguments) {
        return start(name, log, Map.of(), List.of("nice", "-n", "19"), arguments);
    }

    private static JavaProcess start(
            String name, Path log, Map<String, String> environment, List<String> before, List<String> arguments) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var command = new ArrayList<>(before);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(arguments);
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new JavaProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the program is ready.
    ///
    /// @throws IllegalStateException when it ends before, or is not ready in time
    public void await(BooleanSupplier ready, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the %s ended at once; its log is %s:%n%s".formatted(name, log, tail()));
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the %s was not ready within %s; its log is %s:%n%s".formatted(name, most, log, tail()));
            }
            Thread.sleep(100);
        }
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Ends it without a chance to clean up (SIGKILL).
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// It stands still and is still there, until [#thaw].
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", signal, String.valueOf(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (result != 0) {
            throw new IllegalStateException("the %s could not be sent %s".formatted(name, signal));
        }
    }

    /// Asks it to end, and makes it end if it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: %s)".formatted(e.getMessage());
        }
    }
}
