package io.stockrule.rules.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;

/// Keeps rule files to what a batch can run safely and quickly: one pattern for one listing, one operation on it, no
/// Java of their own. Reads Drools' own syntax tree.
public final class RuleFileLint {
    private final String drl;
    private final List<String> lines;
    private final RuleFileKind kind;
    private final List<Finding> problems;

    private RuleFileLint(String drl, RuleFileKind kind, List<Finding> problems) {
        this.drl = drl;
        this.lines = drl.lines().toList();
        this.kind = kind;
        this.problems = problems;
    }

    /// Everything wrong with one file.
    ///
    /// @param kind learns what else is to be known of it
    public static List<Finding> check(String drl, RuleFileKind kind) {
        var problems = new ArrayList<Finding>();
        new RuleFileLint(drl, kind, problems).check();
        return problems;
    }

    private void check() {
        try {
            var parser = new DrlParser();
            var parsed = parser.parse(false, drl);
            if (parser.hasErrors() || parsed == null) {
                parser.getErrors().forEach(this::syntaxError);
            } else {
                checkPackage(parsed);
            }
        } catch (DroolsParserException e) {
            problem(e.getLineNumber(), "the file is not understood");
        }
    }

    /// Drools speaks of its grammar; what helps is the place and what a rule looks like.
    private void syntaxError(DroolsError error) {
        int line = Arrays.stream(error.getLines()).findFirst().orElse(1);
        var text = line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
        problem(line, Slips.inLine(text).map(slip -> slip + ": " + text).orElseGet(() -> notUnderstood(text)));
    }

    private String notUnderstood(String text) {
        return (text.isEmpty() ? "the file is not understood" : "this is not understood: " + text)
                + "; a rule is: rule \"NAME\" when $" + kind.word() + " : "
                + kind.fact().getSimpleName()
                + "(CONDITIONS) then $" + kind.word() + ".OPERATION(NUMBER); end";
    }

    private void checkPackage(PackageDescr parsed) {
        parsed.getImports().stream()
                .filter(it -> !kind.imports().contains(it.getTarget()))
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
        kind.checkAttributes(rule, this::problem);
        var places = new RulePlaces(lines, rule.getLine());
        new RuleBodyLint(rule, kind, places, problems::add).check();
    }

    private void problem(BaseDescr where, String message) {
        problem(where.getLine(), message);
    }

    private void problem(int line, String message) {
        problems.add(new Finding(line, message));
    }
}
