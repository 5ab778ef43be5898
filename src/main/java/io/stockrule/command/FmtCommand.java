package io.stockrule.command;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bin/stockrule fmt`: writes profiles as all profiles are written.
@Command(
        name = "fmt",
        description = "Formats profiles in place. Comments, order and line breaks stay.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every profile is formatted",
            "1:a profile has an error and is left as it is; with --check, also: a profile would change",
            "2:wrong usage, or a file cannot be read or written"
        })
final class FmtCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--check", description = "Change nothing, but name the profiles that would change.")
    private boolean check;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Profiles to format; - reads standard input and writes to standard output.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        return files.stream().mapToInt(this::format).max().orElse(ExitCode.FINE);
    }

    private int format(Path file) {
        var read = file.equals(STANDARD_INPUT) ? ProfileFile.read(System.in) : ProfileFile.read(file);
        return switch (read) {
            case ProfileFile.Text(var text) -> format(file, text);
            case ProfileFile.Unreadable(var reason) -> failed("read", file, reason);
        };
    }

    private int format(Path file, String text) {
        return switch (Checker.read(text, KnownNames.ANY)) {
            case Checked.Accepted _ -> write(file, text, Formatter.format(text));
            case Checked.Rejected(var diagnostics) -> {
                err().print(Rendering.render(name(file), text, diagnostics));
                yield ExitCode.REJECTED;
            }
        };
    }

    private int write(Path file, String text, String formatted) {
        if (check) {
            return text.equals(formatted) ? ExitCode.FINE : wouldChange(file);
        }
        if (file.equals(STANDARD_INPUT)) {
            out().print(formatted);
            return ExitCode.FINE;
        }
        return text.equals(formatted) ? ExitCode.FINE : replace(file, formatted);
    }

    private int wouldChange(Path file) {
        out().println(name(file));
        return ExitCode.REJECTED;
    }

    private int replace(Path file, String formatted) {
        try (var replacement = Replacement.of(file)) {
            replacement.writer().write(formatted);
            replacement.takeOver();
            return ExitCode.FINE;
        } catch (IOException e) {
            return failed("write", file, FileMistake.told(e));
        }
    }

    private int failed(String does, Path file, String reason) {
        err().printf("stockrule: cannot %s %s: %s%n", does, name(file), reason);
        return ExitCode.UNUSABLE;
    }

    private static String name(Path file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
