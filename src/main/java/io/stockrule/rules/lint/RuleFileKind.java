package io.stockrule.rules.lint;

import io.stockrule.rules.Candidates;
import io.stockrule.rules.Choice;
import io.stockrule.rules.Fact;
import io.stockrule.rules.Listing;
import io.stockrule.rules.Mode;
import io.stockrule.rules.Step;
import io.stockrule.rules.WhenUnknown;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/// What the lint expects of a rule file: those of the steps and included ones differ in their fact and in how their
/// rules take turns.
public sealed interface RuleFileKind {
    Class<? extends Fact> fact();

    /// What a reader calls the fact, and its variable.
    String word();

    /// The classes that a file may import.
    Set<String> imports();

    void checkAttributes(RuleDescr rule, BiConsumer<BaseDescr, String> problems);

    /// @param condition one that compares, and calls nothing it must not
    void checkCondition(String condition, Consumer<String> problems);

    /// `$candidates : Candidates(...)`
    default String pattern() {
        return "$" + word() + " : " + fact().getSimpleName() + "(...)";
    }

    /// The files of the steps: each rule names its step and has no other attribute.
    final class OfSteps implements RuleFileKind {
        private final Set<Step> steps = EnumSet.of(Step.EXCEPTIONS);

        @Override
        public Class<? extends Fact> fact() {
            return Candidates.class;
        }

        @Override
        public String word() {
            return "candidates";
        }

        @Override
        public Set<String> imports() {
            return Set.of(
                    Candidates.class.getName(),
                    Choice.class.getName(),
                    Mode.class.getName(),
                    WhenUnknown.class.getName());
        }

        @Override
        public void checkAttributes(RuleDescr rule, BiConsumer<BaseDescr, String> problems) {
            refuseAttributesBut("ruleflow-group", rule, problems);
            var group = rule.getAttributes().get("ruleflow-group");
            var step = Step.of(group == null ? "" : group.getValue());
            step.ifPresentOrElse(steps::add, () -> problems.accept(rule, stepExpected(group)));
        }

        @Override
        public void checkCondition(String condition, Consumer<String> problems) {
            // A condition that compares is all that is asked for.
        }

        /// The steps that no rule has named so far.
        public Set<Step> missing() {
            return EnumSet.complementOf(EnumSet.copyOf(steps));
        }

        private static String stepExpected(@Nullable AttributeDescr group) {
            var known = Arrays.stream(Step.values())
                    .map(step -> '"' + step.group() + '"')
                    .toList();
            var found = group == null ? "the rule names no step" : "unknown step \"" + group.getValue() + '"';
            return found + "; give it a ruleflow-group, one of " + String.join(", ", known);
        }
    }

    /// Included files: rules act from top to bottom, and `salience` may say otherwise.
    ///
    /// @param times learns at what times conditions may change their truth
    record OfIncluded(NamedTimes times) implements RuleFileKind {
        @Override
        public Class<? extends Fact> fact() {
            return Listing.class;
        }

        @Override
        public String word() {
            return "listing";
        }

        @Override
        public Set<String> imports() {
            return Set.of(Listing.class.getName());
        }

        @Override
        public void checkAttributes(RuleDescr rule, BiConsumer<BaseDescr, String> problems) {
            refuseAttributesBut("salience", rule, problems);
            var salience = rule.getAttributes().get("salience");
            if (salience != null && !salience.getValue().matches("\\(?-?[0-9]{1,9}\\)?")) {
                problems.accept(salience, "salience is a whole number, not " + salience.getValue());
            }
        }

        @Override
        public void checkCondition(String condition, Consumer<String> problems) {
            times.learn(condition, problems);
        }
    }

    private static void refuseAttributesBut(String allowed, RuleDescr rule, BiConsumer<BaseDescr, String> problems) {
        rule.getAttributes().values().stream()
                .filter(attribute -> !attribute.getName().equals(allowed))
                .forEach(attribute ->
                        problems.accept(attribute, "attribute " + attribute.getName() + " is not allowed"));
    }
}
