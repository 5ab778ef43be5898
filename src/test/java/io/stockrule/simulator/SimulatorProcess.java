package io.stockrule.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/// The simulators as `bin/demo` runs them: in a process of their own.
record SimulatorProcess(Process process, int port) {
    private static final String GREETING = "simulators listening on http://127.0.0.1:";

    static SimulatorProcess start(Path data) {
        try {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SimulatorMain.class.getName(),
                            "--port",
                            "0",
                            "--data",
                            data.toString())
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new SimulatorProcess(process, port(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(BufferedReader output) {
        return output.lines()
                .filter(line -> line.startsWith(GREETING))
                .map(line -> Integer.parseInt(line.substring(GREETING.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the simulators did not start"));
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
