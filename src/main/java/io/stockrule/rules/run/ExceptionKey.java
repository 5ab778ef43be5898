package io.stockrule.rules.run;

import io.stockrule.language.Action;
import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import java.util.List;

/// What an exception means, whatever its place and words in the text. Profiles with equal lists of these share a rule
/// base.
public record ExceptionKey(Condition condition, Action action) {
    public static List<ExceptionKey> of(Profile profile) {
        return profile.exceptions().stream()
                .map(exception -> new ExceptionKey(exception.condition(), exception.action()))
                .toList();
    }
}
