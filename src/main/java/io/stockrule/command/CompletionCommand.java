package io.stockrule.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bin/stockrule completion`: has a shell complete commands, options and files.
@Command(
        name = "completion",
        description = "Prints what makes a shell complete commands and options.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nTo use it, add a line to ~/.bashrc or ~/.zshrc:%n",
        footer = {"  source <(bin/stockrule completion bash)", "  source <(bin/stockrule completion zsh)"})
final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        bash,
        zsh
    }

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    /// One script serves both: it tells by itself which shell reads it.
    @Override
    public Integer call() {
        var all = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(all.getCommandName(), all));
        return ExitCode.FINE;
    }
}
