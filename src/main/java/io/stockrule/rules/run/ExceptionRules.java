package io.stockrule.rules.run;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.expr;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import io.stockrule.language.meaning.Wording;
import io.stockrule.rules.Step;
import java.util.List;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;

/// Turns the exceptions of profiles into rules, straight from their tree: no text of a merchant is compiled. A rule
/// fires once for a group, and acts on the rows that it found.
///
/// A condition is an expression beside the pattern, not inside it, so that Drools evaluates it when the rule's turn
/// comes: after the exceptions above it.
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
        var group = declarationOf(Group.class);
        var condition = RowTest.of(exception.condition());
        var name = Wording.exceptionRule(index + 1);
        return rule(PACKAGE, name)
                .attribute(Rule.Attribute.RULEFLOW_GROUP, Step.EXCEPTIONS.group())
                .attribute(Rule.Attribute.SALIENCE, -index)
                .build(
                        pattern(group),
                        // The id must be the exception's own: equal ids share a node, which is evaluated only once.
                        expr(name, group, it -> it.meets(index, condition)),
                        on(group).execute(it -> it.except(index, exception.action())));
    }
}
