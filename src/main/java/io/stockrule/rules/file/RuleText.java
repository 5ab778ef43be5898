package io.stockrule.rules.file;

import static java.util.stream.Collectors.toMap;

import io.stockrule.rules.lint.Finding;
import io.stockrule.rules.run.AllOthers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A rule file as DRL, and how to tell its reader where in it something is.
sealed interface RuleText {
    String drl();

    /// Where a line of the DRL, counted from 1, stands for whoever wrote the file; the file alone where Drools knows
    /// no line.
    String place(int line);

    /// The rows of a table by the names of the rules that they became; empty for other files.
    Map<String, Integer> rowsOfRules();

    /// Rows of tables that are for all listings which no row above them is for.
    List<AllOthers> allOthers();

    /// What is wrong, for whoever wrote the file.
    default String tell(Finding finding) {
        return place(finding.line()) + ": " + finding.message();
    }

    /// A file that is DRL itself.
    record Plain(String file, String drl) implements RuleText {
        @Override
        public String place(int line) {
            return line < 1 ? file : file + ":" + line;
        }

        @Override
        public Map<String, Integer> rowsOfRules() {
            return Map.of();
        }

        @Override
        public List<AllOthers> allOthers() {
            return List.of();
        }
    }

    /// DRL that was made of a decision table, whose rows become rules.
    ///
    /// @param rows as the table's author counts them, in the order in which its compiler counts them from 1
    record Table(String file, String drl, List<Integer> rows, List<AllOthers> allOthers) implements RuleText {
        /// What the table's compiler writes above each rule.
        private static final Pattern ROW = Pattern.compile("// rule values at [A-Z]+([0-9]+)");

        private static final Pattern RULE =
                Pattern.compile(ROW.pattern() + "[^\\n]*\\s+rule \"([^\"]*)\"", Pattern.MULTILINE);

        @Override
        public String place(int line) {
            var lines = drl.lines().limit(Math.max(1, line)).toList();
            return lines.reversed().stream()
                    .map(ROW::matcher)
                    .filter(matcher -> matcher.find())
                    .findFirst()
                    .map(matcher -> file + ", row " + row(matcher.group(1)))
                    .orElse(file);
        }

        @Override
        public Map<String, Integer> rowsOfRules() {
            return RULE.matcher(drl)
                    .results()
                    .collect(toMap(rule -> rule.group(2), rule -> row(rule.group(1)), (first, _) -> first));
        }

        private int row(String compiled) {
            return rows.get(Integer.parseInt(compiled) - 1);
        }
    }
}
