package io.stockrule.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// Runs `bin/stockrule recover` in this process.
public final class RecoverRun {
    private RecoverRun() {}

    /// The exit code, and what it says.
    public static String of(String key, String... args) {
        var said = new StringWriter();
        var command = new CommandLine(new RecoverCommand(key))
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true));
        return command.execute(args) + ": " + said.toString().strip();
    }
}
