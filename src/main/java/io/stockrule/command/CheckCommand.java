package io.stockrule.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.language.drawing.Curve;
import io.stockrule.language.writing.Rendering;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "1:a profile has an error",
            "2:wrong usage, or a file cannot be read"
        },
        subcommands = CheckRulesCommand.class)
final class CheckCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private final List<CheckedView> views = new ArrayList<>();
    private @Nullable IncludedRules included;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Profiles to check.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        if (files.isEmpty()) { // not by arity, which `check rules` would have to meet too
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        int worst = files.stream().mapToInt(this::check).max().orElse(ExitCode.FINE);
        if (json) {
            out().println(JSON.valueToTree(views).toPrettyString());
        }
        return worst;
    }

    private int check(Path file) {
        return switch (ProfileFile.read(file)) {
            case ProfileFile.Text(var text) -> check(file, text);
            case ProfileFile.Unreadable(var reason) -> {
                spec.commandLine().getErr().printf("stockrule: cannot read %s: %s%n", file, reason);
                yield ExitCode.UNUSABLE;
            }
        };
    }

    private int check(Path file, String text) {
        var checked = Checker.check(text, known(), included()::decide);
        if (json) {
            views.add(CheckedView.of(file.toString(), checked, included()::decide));
        } else {
            out().print(Rendering.render(file.toString(), text, checked.diagnostics()));
        }
        return switch (checked) {
            case Checked.Accepted accepted -> {
                if (curve && !json) {
                    out().print(file + ":\n" + CurvePlot.of(Curve.of(accepted.profile(), included()::decide)));
                }
                yield ExitCode.FINE;
            }
            case Checked.Rejected _ -> ExitCode.REJECTED;
        };
    }

    private IncludedRules included() {
        if (included == null) {
            included = new IncludedRules(rules, spec);
        }
        return included;
    }

    private KnownNames known() {
        var names = warehouses.isEmpty() ? KnownNames.ANY : KnownNames.ofWarehouses(Set.copyOf(warehouses));
        return included().known(names).withMarketplaces();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
