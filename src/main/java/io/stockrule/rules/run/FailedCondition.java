package io.stockrule.rules.run;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds out whose condition failed: Drools says it only in the text of its exception.
final class FailedCondition {
    /// `Error evaluating constraint 'x > 1' in [Rule "one", "two" in rules/0000.drl]`
    private static final Pattern RULE = Pattern.compile("\\[Rule \"(.+?)\"");

    private FailedCondition() {}

    static Optional<String> ruleOf(Throwable failure) {
        return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
                .map(it -> RULE.matcher(String.valueOf(it.getMessage())))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
