package io.stockrule.rules;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

final class RuleFileLint {
    static List<String> check(String file, String text) {
        return List.of();
    }

    static List<String> missingSteps(Path folder, Collection<String> texts) {
        return List.of();
    }
}
