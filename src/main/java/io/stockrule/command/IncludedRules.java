package io.stockrule.command;

import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The rule files as commands about profiles need them: read once a profile includes one, and not before.
final class IncludedRules {
    private final RuleFolder folder;
    private final CommandSpec spec;
    private Optional<Rules> loaded = Optional.empty();

    IncludedRules(RuleFolder folder, CommandSpec spec) {
        this.folder = folder;
        this.spec = spec;
    }

    /// With the names of the files that there are; without a folder any will do.
    KnownNames known(KnownNames names) {
        return folder.includable().map(names::withRuleFiles).orElse(names);
    }

    /// What a profile decides together with the rules that it includes.
    ///
    /// @throws ParameterException when the rule files cannot be used
    Decision decide(Profile profile, ListingFacts facts) {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load());
        }
        return loaded.get().decide(List.of(new Question(profile, facts))).getFirst();
    }

    private Rules load() {
        var problems = new ArrayList<String>();
        var rules = folder.load(problems::add)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "the rule files cannot be used: " + String.join("\n", problems)));
        rules.problems().forEach(each -> spec.commandLine().getErr().println("stockrule: not usable: " + each));
        return rules;
    }
}
