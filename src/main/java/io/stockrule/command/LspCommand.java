package io.stockrule.command;

import io.stockrule.editor.EditorSession;
import io.stockrule.editor.RulesFollowed;
import io.stockrule.editor.ServerSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bin/stockrule lsp`: what an editor talks to.
@Command(
        name = "lsp",
        description =
                "Serves editors over the Language Server Protocol, on standard input and output, until they leave."
                        + " deployment/editors says how to connect them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the editor shut the server down", "1:the editor left without a word", "2:wrong usage"})
final class LspCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(
            names = "--warehouse",
            paramLabel = "NAME",
            description =
                    "A warehouse that the merchant has; repeat it for each. Without it, and unless the editor names"
                            + " them, any name is accepted.")
    private List<String> warehouses = List.of();

    @Mixin
    private RuleFolder rules = new RuleFolder();

    @Option(names = "--stdio", description = "What editors say to be served so; there is no other way.")
    private boolean stdio;

    /// Only the protocol may go to standard output: whatever prints besides prints to standard error.
    @Override
    public Integer call() {
        System.setOut(System.err);
        return EditorSession.run(System.in, new FileOutputStream(FileDescriptor.out), settings(), this::log);
    }

    private ServerSettings settings() {
        return new ServerSettings(
                Optional.of(Set.copyOf(warehouses)).filter(each -> !each.isEmpty()),
                new RulesFollowed(rules.path(), rules::load),
                () -> LocalDate.now(ZoneId.systemDefault()),
                documentation());
    }

    /// The page that explains every code, where the command came with it.
    private static Optional<URI> documentation() {
        return Stream.ofNullable(System.getProperty("stockrule.home"))
                .map(home -> Path.of(home, "docs", "diagnostics.md"))
                .filter(Files::isRegularFile)
                .map(Path::toUri)
                .findFirst();
    }

    private void log(String what) {
        var err = spec.commandLine().getErr();
        err.println("stockrule: " + what);
        err.flush();
    }
}
