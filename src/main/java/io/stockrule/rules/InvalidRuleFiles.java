package io.stockrule.rules;

import java.util.List;

/// The rule files cannot be used. The message names file and line of every problem, a line each.
public final class InvalidRuleFiles extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public InvalidRuleFiles(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
