package io.stockrule.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.CertainRepairs;
import io.stockrule.language.check.Checker;
import io.stockrule.language.coverage.Coverage;
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
import java.util.Optional;
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
            "1:a profile has an error; with --strict, also: a profile has a warning, or --coverage found something"
                    + " that no line covers",
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
            names = "--coverage",
            description =
                    "Say which statements of each good profile its expect lines try, which sides of its numbers and"
                            + " tests, and with what line the rest could be tried.")
    private boolean coverage;

    @Option(
            names = "--examples",
            description =
                    "Print expect lines that try what is left, ready to be pasted; all else goes to standard error.")
    private boolean examples;

    @Option(
            names = "--json",
            description = "Print diagnostics, curves and coverage as JSON, an array with an object for each file.")
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
        if (fix && (json || examples)) {
            throw new ParameterException(
                    spec.commandLine(), "--fix and %s do not go together".formatted(json ? "--json" : "--examples"));
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
        var covered = coverage(text, checked);
        if (json) {
            views.add(CheckedView.of(name(file), checked, included()::decide, view(checked, covered)));
        } else {
            tell(file, text, checked, covered, examples ? err() : out());
            covered.ifPresent(it -> printExamples(file, it));
        }
        return exitCode(checked, covered);
    }

    private Optional<Coverage> coverage(String text, Checked checked) {
        return (coverage || examples) && checked instanceof Checked.Accepted accepted
                ? Optional.of(Coverage.of(text, accepted.profile(), known(), included()::decide))
                : Optional.empty();
    }

    private static @Nullable CoverageView view(Checked checked, Optional<Coverage> covered) {
        return checked instanceof Checked.Accepted accepted && covered.isPresent()
                ? CoverageView.of(covered.get(), accepted.profile().includesRules())
                : null;
    }

    private void printExamples(Path file, Coverage covered) {
        if (examples) {
            if (files.size() > 1) {
                out().println("# " + name(file));
            }
            covered.examples().forEach(out()::println);
        }
    }

    private Checked check(String text) {
        return Checker.check(text, known(), included()::decide);
    }

    private int fix(Path file, String text) {
        var repaired = CertainRepairs.of(text, this::check);
        if (isStandardInput(file)) {
            out().print(repaired.text());
            return tellFixed(file, repaired, err());
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
        return tellFixed(file, repaired, out());
    }

    private int tellFixed(Path file, CertainRepairs repaired, PrintWriter to) {
        var covered = coverage(repaired.text(), repaired.checked());
        tell(file, repaired.text(), repaired.checked(), covered, to);
        return exitCode(repaired.checked(), covered);
    }

    private void tell(Path file, String text, Checked checked, Optional<Coverage> covered, PrintWriter to) {
        to.print(Rendering.render(name(file), text, checked.diagnostics()));
        if (checked instanceof Checked.Accepted accepted) {
            to.println(name(file) + ": " + found(accepted));
            covered.ifPresent(it -> tell(file, it, accepted.profile(), to));
            if (curve) {
                to.print(name(file) + ":\n" + CurvePlot.of(Curve.of(accepted.profile(), included()::decide)));
            }
        }
    }

    private void tell(Path file, Coverage covered, Profile profile, PrintWriter to) {
        var report = new CoverageReport(name(file), covered);
        to.print(coverage ? report.full() : report.leftOut());
        if (profile.includesRules()) {
            to.println(name(file) + ": what the included rules do is not covered");
        }
    }

    private static String found(Checked.Accepted accepted) {
        var profile = accepted.profile();
        var parts = Stream.of(
                        Counted.of(profile.exceptionStatements(), "exception"),
                        Counted.of(profile.promises().size(), "promise"),
                        Counted.of(profile.expectations().size(), "expectation"),
                        Counted.of(accepted.diagnostics().size(), "warning"))
                .filter(each -> !each.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return "no mistakes" + (parts.isEmpty() ? "" : "; " + parts);
    }

    private int exitCode(Checked checked, Optional<Coverage> covered) {
        boolean doubtful = !checked.diagnostics().isEmpty()
                || coverage && covered.filter(it -> !it.isFull()).isPresent();
        boolean fine = checked instanceof Checked.Accepted && !(strict && doubtful);
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
