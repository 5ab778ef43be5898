package io.stockrule.rules.file;

import io.stockrule.rules.lint.Finding;
import java.util.regex.Pattern;

/// A rule file as DRL, and how to tell its reader where in it something is.
sealed interface RuleText {
    String drl();

    /// Where a line of the DRL, counted from 1, stands for whoever wrote the file; the file alone where Drools knows
    /// no line.
    String place(int line);

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
    }

    /// DRL that was made of a decision table, whose rows become rules.
    record Table(String file, String drl) implements RuleText {
        /// What the table's compiler writes above each rule.
        private static final Pattern ROW = Pattern.compile("// rule values at [A-Z]+([0-9]+)");

        @Override
        public String place(int line) {
            var lines = drl.lines().limit(Math.max(1, line)).toList();
            return lines.reversed().stream()
                    .map(ROW::matcher)
                    .filter(matcher -> matcher.find())
                    .findFirst()
                    .map(matcher -> file + ", row " + matcher.group(1))
                    .orElse(file);
        }
    }
}
