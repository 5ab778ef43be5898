package io.stockrule.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.CertainRepairs;
import io.stockrule.language.check.Checker;
import io.stockrule.language.drawing.Curve;
import io.stockrule.language.drawing.CurvePlot;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bin/stockrule check`: says what is wrong with profiles.
@Command(
        name = "check",
        description = "Checks profiles and says what is wrong with them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no profile has an error",
            "1:a profile has an error; with --strict, also: a profile has a warning",
            "2:wrong usage, or a file cannot be read or written"
        },
        subcommands = CheckRulesCommand.class)
final class CheckCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STANDARD_INPUT = Path.of("-");

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(
            names = "--warehouse",
            paramLabel = "NAME",
            description = "A warehouse that the merchant has; repeat it for each. Without it any name is accepted.")
    private List<String> warehouses = List.of();

    @Mixin
    private RuleFolder rules = new RuleFolder();

    @Option(
            names = "--curve",
            description = "Show what each good profile lists, whatever is available, for a listing of which nothing but"
                    + " its stock is known.")
    private boolean curve;

    @Option(
            names = "--json",
            description = "Print diagnostics and curves as JSON, an array with an object for each file.")
    private boolean json;

    @Option(names = "--strict", description = "Take warnings for errors.")
    private boolean strict;

    @Option(
            names = "--fix",
            description =
                    "Correct what can only be meant in one way, and say what is left. Of standard input, the corrected"
                            + " text goes to standard output and the rest to standard error.")
    private boolean fix;

    private final List<CheckedView> views = new ArrayList<>();
    private @Nullable IncludedRules included;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Profiles to check; - reads standard input.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        if (files.isEmpty()) { // not by arity, which `check rules` would have to meet too
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        if (fix && json) {
            throw new ParameterException(spec.commandLine(), "--fix and --json do not go together");
        }
        int worst = files.stream().mapToInt(this::check).max().orElse(ExitCode.FINE);
        if (json) {
            out().println(JSON.valueToTree(views).toPrettyString());
        }
        return worst;
    }

    private int check(Path file) {
        var read = isStandardInput(file) ? ProfileFile.read(System.in) : ProfileFile.read(file);
        return switch (read) {
            case ProfileFile.Text(var text) -> fix ? fix(file, text) : check(file, text);
            case ProfileFile.Unreadable(var reason) -> failed("read", file, reason);
        };
    }

    private int check(Path file, String text) {
        var checked = check(text);
        if (json) {
            views.add(CheckedView.of(name(file), checked, included()::decide));
        } else {
            tell(file, text, checked, out());
        }
        return exitCode(checked);
    }

    private Checked check(String text) {
        return Checker.check(text, known(), included()::decide);
    }

    private int fix(Path file, String text) {
        var repaired = CertainRepairs.of(text, this::check);
        if (isStandardInput(file)) {
            out().print(repaired.text());
            tell(file, repaired.text(), repaired.checked(), err());
            return exitCode(repaired.checked());
        }
        if (repaired.count() > 0) {
            try (var replacement = Replacement.of(file)) {
                replacement.writer().write(repaired.text());
                replacement.takeOver();
            } catch (IOException e) {
                return failed("write", file, FileMistake.told(e));
            }
            out().printf("%s: %s corrected%n", file, Counted.of(repaired.count(), "mistake"));
        }
        tell(file, repaired.text(), repaired.checked(), out());
        return exitCode(repaired.checked());
    }

    private void tell(Path file, String text, Checked checked, PrintWriter to) {
        to.print(Rendering.render(name(file), text, checked.diagnostics()));
        if (checked instanceof Checked.Accepted accepted) {
            to.println(name(file) + ": " + found(accepted));
            if (curve) {
                to.print(name(file) + ":\n" + CurvePlot.of(Curve.of(accepted.profile(), included()::decide)));
            }
        }
    }

    private static String found(Checked.Accepted accepted) {
        var profile = accepted.profile();
        var parts = Stream.of(
                        Counted.of(profile.exceptions().size(), "exception"),
                        Counted.of(profile.promises().size(), "promise"),
                        Counted.of(profile.expectations().size(), "expectation"),
                        Counted.of(accepted.diagnostics().size(), "warning"))
                .filter(each -> !each.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return "no mistakes" + (parts.isEmpty() ? "" : "; " + parts);
    }

    private int exitCode(Checked checked) {
        boolean fine = checked instanceof Checked.Accepted
                && !(strict && !checked.diagnostics().isEmpty());
        return fine ? ExitCode.FINE : ExitCode.REJECTED;
    }

    private int failed(String does, Path file, String reason) {
        err().printf("stockrule: cannot %s %s: %s%n", does, name(file), reason);
        return ExitCode.UNUSABLE;
    }

    private static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }

    private static String name(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }

    private IncludedRules included() {
        if (included == null) {
            included = new IncludedRules(rules, spec);
        }
        return included;
    }

    private KnownNames known() {
        var names = warehouses.isEmpty() ? KnownNames.ANY : KnownNames.ofWarehouses(Set.copyOf(warehouses));
        return included().known(names).withMarketplaces().withToday(LocalDate.now(ZoneId.systemDefault()));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
