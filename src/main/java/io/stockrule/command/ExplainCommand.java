package io.stockrule.command;

import io.stockrule.language.Code;
import io.stockrule.language.explaining.CodeExplanation;
import io.stockrule.language.explaining.CodeExplanations;
import io.stockrule.language.explaining.CodePage;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bin/stockrule explain`: what a code means that was told of a profile.
@Command(
        name = "explain",
        description = "Says what a code means, why it is told and what to do about it, with an example."
                + " Without a code it lists all of them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was explained", "2:wrong usage, or there is no such code"})
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--page", description = "Print the page of all codes, docs/diagnostics.md.")
    private boolean page;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as SR201.", completionCandidates = Codes.class)
    private @Nullable String id;

    /// What a shell offers.
    static final class Codes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Code.values()).map(Code::id).iterator();
        }
    }

    @Override
    public Integer call() {
        if (page && id != null) {
            throw new ParameterException(spec.commandLine(), "--page has all codes, so %s is too much".formatted(id));
        }
        if (page) {
            out().print(CodePage.of(CodeExplanations.all()));
        } else if (id == null) {
            CodeExplanations.all().stream().map(CodeExplanation::headline).forEach(out()::println);
        } else {
            out().print(explanation(id).told());
        }
        return ExitCode.FINE;
    }

    private CodeExplanation explanation(String id) {
        return CodeExplanations.called(id).orElseThrow(() -> new ParameterException(spec.commandLine(), unknown(id)));
    }

    private static String unknown(String id) {
        return "there is no code \"%s\"; %s"
                .formatted(
                        id,
                        CodeExplanations.closest(id)
                                .map("did you mean %s?"::formatted)
                                .orElse("bin/stockrule explain lists all"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
