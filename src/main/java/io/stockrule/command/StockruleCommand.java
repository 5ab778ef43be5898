package io.stockrule.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `bin/stockrule`, all of it but running the service, which is the script's own work.
@Command(
        name = "stockrule",
        description = "Keeps Amazon's stock numbers equal to what a merchant's rules say about the stock in Shopify.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "stockrule 0.1.0",
        subcommands = {
            CheckCommand.class,
            CompletionCommand.class,
            DecideCommand.class,
            DiffCommand.class,
            ExplainCommand.class,
            FmtCommand.class,
            HelpCommand.class,
            LearnCommand.class,
            LspCommand.class,
            RecoverCommand.class,
            ReplayCommand.class,
            ServeCommand.class
        })
public final class StockruleCommand {
    /// Something broke that is no mistake of the caller; `EX_SOFTWARE` of sysexits.h.
    private static final int BROKEN = 70;

    public static void main(String... args) {
        // Else every use of the log begins with a complaint about the other one.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        var out = writer(FileDescriptor.out);
        var err = writer(FileDescriptor.err);
        int exitCode = run(out, err, Terminals.ofThisProcess(), args);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /// The exit code: 0, 1 for mistakes in what was checked, 2 for wrong usage.
    ///
    /// @param terminals which of both a person watches
    static int run(PrintWriter out, PrintWriter err, Terminals terminals, String... args) {
        var commandLine = new CommandLine(new StockruleCommand(), new Commands(terminals))
                .setOut(out)
                .setErr(err);
        commandLine.setExecutionExceptionHandler((broken, _, _) -> {
            err.println("stockrule: this should not have happened: " + broken);
            return BROKEN;
        });
        commandLine.setParameterExceptionHandler(StockruleCommand::refuse);
        if (args.length == 0) {
            commandLine.usage(err);
            return ExitCode.UNUSABLE;
        }
        return commandLine.execute(args);
    }

    /// Makes the commands; some show how far they are.
    private record Commands(Terminals terminals) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == DecideCommand.class) {
                return type.cast(new DecideCommand(terminals));
            }
            if (type == LearnCommand.class) {
                return type.cast(new LearnCommand(terminals));
            }
            if (type == ReplayCommand.class) {
                return type.cast(ReplayCommand.ofThisProcess());
            }
            if (type == RecoverCommand.class) {
                return type.cast(RecoverCommand.ofThisProcess());
            }
            return type == CheckRulesCommand.class
                    ? type.cast(new CheckRulesCommand(terminals))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /// The whole usage would hide the one line that matters.
    private static int refuse(ParameterException mistake, String[] args) {
        var command = mistake.getCommandLine();
        command.getErr().println("stockrule: " + mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.getErr()
                .println("Try bin/%s --help".formatted(command.getCommandSpec().qualifiedName()));
        return ExitCode.UNUSABLE;
    }

    /// Profiles are UTF-8, and so is what is said about them, whatever the terminal's language.
    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), false, UTF_8);
    }
}
