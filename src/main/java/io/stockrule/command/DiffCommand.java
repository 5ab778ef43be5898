package io.stockrule.command;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.language.drawing.Difference;
import io.stockrule.language.writing.Rendering;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bin/stockrule diff`: says where two profiles decide differently, whatever their texts look like.
@Command(
        name = "diff",
        description = "Says with which stock two profiles decide differently, such as available 4..9: 3 -> 4,"
                + " and at last whether one never lists more than the other.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:both decide the same",
            "1:they decide differently",
            "2:wrong usage, or a file cannot be read or is no profile"
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The profile as it was.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The profile that takes its place.")
    private Path after = Path.of("");

    @Mixin
    private RuleFolder rules = new RuleFolder();

    private @Nullable IncludedRules included;

    @Override
    public Integer call() {
        var one = profile(before);
        var other = profile(after);
        return one.isEmpty() || other.isEmpty() ? ExitCode.UNUSABLE : compare(one.get(), other.get());
    }

    private int compare(Profile one, Profile other) {
        var difference = Difference.of(one, other, included()::decide);
        var out = spec.commandLine().getOut();
        difference.rows().forEach(out::println);
        out.println(relation(difference));
        if (!difference.complete()) {
            spec.commandLine()
                    .getErr()
                    .println("stockrule: not every stock of every listing was tried; there may be more differences");
        }
        if (one.includesRules() || other.includesRules()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "stockrule: included rules were only tried with some stock of the listings that the profiles"
                                    + " themselves tell apart");
        }
        return difference.rows().isEmpty() ? ExitCode.FINE : ExitCode.REJECTED;
    }

    /// Nobody can tell more than was tried.
    private String relation(Difference difference) {
        var sentence = difference.relation().sentence(before.toString(), after.toString());
        return difference.complete() ? sentence : "as far as was tried, " + sentence;
    }

    private Optional<Profile> profile(Path file) {
        return switch (ProfileFile.read(file)) {
            case ProfileFile.Text(var text) -> profile(file, text);
            case ProfileFile.Unreadable(var reason) -> {
                spec.commandLine().getErr().printf("stockrule: cannot read %s: %s%n", file, reason);
                yield Optional.empty();
            }
        };
    }

    private IncludedRules included() {
        if (included == null) {
            included = new IncludedRules(rules, spec);
        }
        return included;
    }

    /// A broken promise is no reason not to compare.
    private Optional<Profile> profile(Path file, String text) {
        return switch (Checker.read(text, included().known(KnownNames.ANY))) {
            case Checked.Accepted accepted -> Optional.of(accepted.profile());
            case Checked.Rejected(var diagnostics) -> {
                spec.commandLine().getErr().print(Rendering.render(file.toString(), text, diagnostics));
                yield Optional.empty();
            }
        };
    }
}
