package io.stockrule.rules.run;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.expr;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.meaning.Wording;
import io.stockrule.rules.Step;
import java.util.List;
import java.util.function.Predicate;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;

/// Turns the exceptions of a profile into rules, straight from its tree: no text of a merchant is compiled.
///
/// A condition is an expression beside the pattern, not inside it, so that Drools evaluates it when the rule's turn
/// comes: after the quantity mode, and after the exceptions above it.
final class ExceptionRules {
    private static final String PACKAGE = "profile";

    private ExceptionRules() {}

    static Model of(List<ExceptionKey> exceptions) {
        var model = new ModelImpl();
        for (int i = 0; i < exceptions.size(); i++) {
            model.addRule(ruleOf(exceptions.get(i), i));
        }
        return model;
    }

    private static Rule ruleOf(ExceptionKey exception, int index) {
        var candidate = declarationOf(Candidate.class);
        var condition = test(exception.condition());
        var name = Wording.exceptionRule(index + 1);
        return rule(PACKAGE, name)
                .attribute(Rule.Attribute.RULEFLOW_GROUP, Step.EXCEPTIONS.group())
                .attribute(Rule.Attribute.SALIENCE, -index)
                .build(
                        pattern(candidate),
                        // The id must be the exception's own: equal ids share a node, which is evaluated only once.
                        expr(name, candidate, it -> it.ruling().isOpen() && condition.test(it)),
                        on(candidate).execute(it -> act(it, exception.action(), index)));
    }

    private static Predicate<Candidate> test(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any ->
                any.conditions().stream()
                        .map(ExceptionRules::test)
                        .reduce(Predicate::or)
                        .orElseThrow();
            case Condition.AllOf all ->
                all.conditions().stream()
                        .map(ExceptionRules::test)
                        .reduce(Predicate::and)
                        .orElseThrow();
            case Condition.Not not -> test(not.condition()).negate();
            case Condition.AmountTest test -> test(test.amount(), test.comparison());
            case Condition.OnText text -> {
                var prepared = text.test().prepared();
                yield it -> prepared.test(it.facts());
            }
            case Condition.OnDate on ->
                it -> it.facts().date().isPresent()
                        && on.test().holdsOn(it.facts().date().get());
            case Condition.AtTime at ->
                it -> it.facts().time().isPresent()
                        && at.test().holdsAt(it.facts().time().get());
            case Condition.OnDay on ->
                it -> it.facts().date().isPresent()
                        && on.days().contains(it.facts().date().get().getDayOfWeek());
            case Condition.KeepsSelling _ -> it -> it.facts().variant().keepsSelling();
        };
    }

    private static Predicate<Candidate> test(Condition.Amount amount, Comparison comparison) {
        return switch (amount) {
            case Condition.Amount.Available _ ->
                it -> comparison.holdsFor(it.ruling().available());
            case Condition.Amount.Sellable _ ->
                it -> comparison.holdsFor(it.ruling().sellable());
            case Condition.Amount.Listed _ ->
                it -> comparison.holdsFor(it.ruling().listed());
            case Condition.Amount.AvailableAt at ->
                it -> {
                    var level = it.availableAt(at.warehouse());
                    return level.isPresent() && comparison.holdsFor(level.getAsLong());
                };
        };
    }

    private static void act(Candidate it, Action action, int index) {
        long sellable = it.ruling().sellable();
        long listed = it.ruling().listed();
        switch (action) {
            case Action.ListNumber list -> it.listByException(index, list.quantity());
            case Action.ListProductValue _ -> it.listByException(index, sellable);
            case Action.ListAtMost most -> it.listByException(index, Math.min(listed, most.quantity()));
            case Action.ListAtLeast least -> it.listByException(index, Math.max(listed, least.quantity()));
            case Action.Add add -> it.listByException(index, Saturated.add(listed, add.units()));
            case Action.Subtract subtract -> it.listByException(index, Math.max(0, listed - subtract.units()));
            case Action.Stop _ -> it.stopByException(index);
            case Action.Hold _ -> it.holdByException(index);
        }
    }
}
