package io.stockrule.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;

/// Some rules, ready to run. Safe for many threads: a run has a session of its own.
final class RuleBase {
    private static final TraceListener TRACE = new TraceListener();

    private final KieBase base;
    private final List<Step> steps;

    private RuleBase(KieBase base, List<Step> steps) {
        this.base = base;
        this.steps = steps;
    }

    /// @param steps that its rules belong to
    static RuleBase of(Collection<Model> rules, Set<Step> steps) {
        return new RuleBase(
                KieBaseBuilder.createKieBaseFromModel(rules),
                steps.stream().sorted(Comparator.reverseOrder()).toList());
    }

    /// Runs its steps over all candidates.
    ///
    /// @param firingsPerCandidate rules that may fire, times the number of candidates
    /// @throws RulesFailed when a rule fails or too many fire; candidates may then be anywhere in between
    void run(List<Candidate> candidates, int firingsPerCandidate, boolean traced) {
        var session = base.newKieSession();
        try {
            if (traced) {
                session.addEventListener(TRACE);
            }
            candidates.forEach(session::insert);
            fire(session, firingsPerCandidate * candidates.size());
        } catch (ConsequenceException e) {
            throw new RulesFailed("rule \"" + e.getRule().getName() + "\" failed", e);
        } finally {
            session.dispose();
        }
    }

    private void fire(KieSession session, int limit) {
        focusOnSteps(session);
        if (session.fireAllRules(limit + 1) > limit) {
            throw new RulesFailed("the rules ran over their limit of " + limit + " firings");
        }
    }

    /// The focus is a stack: the step that runs first goes on top.
    private void focusOnSteps(KieSession session) {
        for (var step : steps) {
            session.getAgenda().getAgendaGroup(step.group()).setFocus();
        }
    }

    /// Tells each candidate which rule is about to act on it.
    private static final class TraceListener extends DefaultAgendaEventListener {
        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            Rule rule = event.getMatch().getRule();
            for (var fact : event.getMatch().getObjects()) {
                ((Candidate) fact).beginRule(rule.getName());
            }
        }
    }
}
