package io.stockrule.rules.lint;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds the lines in which the parts of a rule stand: Drools tells of some only where the rule begins.
///
/// @param lines of the file
/// @param first line of the rule, counted from 1
record RulePlaces(List<String> lines, int first) {
    private static final Pattern TEXTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern THEN = Pattern.compile("\\bthen\\b");

    int ofCondition(String condition) {
        var wanted = withoutSpace(condition);
        return find(line -> withoutSpace(line).contains(wanted));
    }

    /// The first line behind `then` that says something.
    int ofAction() {
        int then = find(line -> THEN.matcher(TEXTS.matcher(line).replaceAll("")).find());
        var sameLine = THEN.split(TEXTS.matcher(lines.get(then - 1)).replaceAll("\"\""), 2);
        if (sameLine.length < 2 || !sameLine[1].isBlank()) {
            return then;
        }
        for (int line = then + 1; line <= lines.size(); line++) {
            if (!lines.get(line - 1).isBlank()) {
                return line;
            }
        }
        return then;
    }

    /// The rule's own line when there is none.
    private int find(Predicate<String> wanted) {
        for (int line = Math.max(1, first); line <= lines.size(); line++) {
            if (wanted.test(lines.get(line - 1))) {
                return line;
            }
        }
        return first;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
