package io.stockrule.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;

/// Keeps rule files to what a batch can run safely and quickly: one pattern for one listing, one operation on it, no
/// Java of their own. Reads Drools' own syntax tree.
final class RuleFileLint {
    private static final Set<String> IMPORTS = Set.of(
            Candidate.class.getName(), Choice.class.getName(), Mode.class.getName(), WhenUnknown.class.getName());

    private final String file;
    private final Set<Step> steps;
    private final List<String> problems;

    private RuleFileLint(String file, Set<Step> steps, List<String> problems) {
        this.file = file;
        this.steps = steps;
        this.problems = problems;
    }

    /// Everything wrong with the files, as `file:line: message`.
    static List<String> check(Path folder, SortedMap<String, String> texts) {
        var problems = new ArrayList<String>();
        var steps = EnumSet.of(Step.EXCEPTIONS);
        texts.forEach((file, text) -> new RuleFileLint(file, steps, problems).check(text));
        if (problems.isEmpty()) {
            EnumSet.complementOf(steps)
                    .forEach(step -> problems.add(folder + ": no rule for the step \"" + step.group() + "\""));
        }
        return problems;
    }

    private void check(String text) {
        try {
            var parser = new DrlParser();
            var parsed = parser.parse(false, text);
            if (parser.hasErrors() || parsed == null) {
                parser.getErrors().forEach(this::syntaxError);
            } else {
                checkPackage(parsed);
            }
        } catch (DroolsParserException e) {
            problem(e.getLineNumber(), String.valueOf(e.getMessage()));
        }
    }

    private void syntaxError(DroolsError error) {
        problem(Arrays.stream(error.getLines()).findFirst().orElse(1), error.getMessage());
    }

    private void checkPackage(PackageDescr parsed) {
        parsed.getImports().stream()
                .filter(it -> !IMPORTS.contains(it.getTarget()))
                .forEach(it -> problem(it, "import of " + it.getTarget() + " is not allowed"));
        refuse("function", parsed.getFunctions());
        refuse("import of functions", parsed.getFunctionImports());
        refuse("import of accumulate functions", parsed.getAccumulateImports());
        refuse("global", parsed.getGlobals());
        refuse("declared type", parsed.getTypeDeclarations());
        refuse("declared type", parsed.getEnumDeclarations());
        refuse("entry point", parsed.getEntryPointDeclarations());
        refuse("window", parsed.getWindowDeclarations());
        refuse("unit", Stream.ofNullable(parsed.getUnit()).toList());
        refuse("attribute outside of a rule", parsed.getAttributes());
        parsed.getRules().forEach(this::checkRule);
    }

    private void refuse(String what, Collection<? extends BaseDescr> found) {
        found.forEach(it -> problem(it, what + " is not allowed in a rule file"));
    }

    private void checkRule(RuleDescr rule) {
        if (rule.isQuery()) {
            problem(rule, "query is not allowed in a rule file");
            return;
        }
        if (rule.getParentName() != null) {
            problem(rule, "a rule must not extend another");
        }
        if (!rule.getAnnotationNames().isEmpty()) {
            problem(rule, "a rule must have no annotations");
        }
        checkAttributes(rule);
        new RuleBodyLint(rule, message -> problem(rule, message)).check();
    }

    private void checkAttributes(RuleDescr rule) {
        rule.getAttributes().values().stream()
                .filter(attribute -> !attribute.getName().equals("ruleflow-group"))
                .forEach(attribute -> problem(attribute, "attribute " + attribute.getName() + " is not allowed"));
        var group = rule.getAttributes().get("ruleflow-group");
        var step = Step.of(group == null ? "" : group.getValue());
        step.ifPresentOrElse(steps::add, () -> problem(rule, stepExpected(group)));
    }

    private static String stepExpected(@Nullable AttributeDescr group) {
        var known = Arrays.stream(Step.values())
                .map(step -> '"' + step.group() + '"')
                .toList();
        var found = group == null ? "the rule names no step" : "unknown step \"" + group.getValue() + '"';
        return found + "; give it a ruleflow-group, one of " + String.join(", ", known);
    }

    private void problem(BaseDescr where, String message) {
        problem(where.getLine(), message);
    }

    private void problem(int line, String message) {
        problems.add(file + ":" + Math.max(1, line) + ": " + message);
    }
}
