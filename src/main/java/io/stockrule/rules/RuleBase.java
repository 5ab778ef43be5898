package io.stockrule.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jboss.logging.Logger;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;

/// The rule files joined with the exceptions of a profile, ready to run. Safe for many threads: a run has a session of
/// its own.
final class RuleBase {
    private static final Logger LOG = Logger.getLogger(RuleBase.class);
    private static final TraceListener TRACE = new TraceListener();

    private final KieBase base;
    private final int firingsPerCandidate;

    private RuleBase(KieBase base, int firingsPerCandidate) {
        this.base = base;
        this.firingsPerCandidate = firingsPerCandidate;
    }

    static RuleBase of(Collection<Model> ruleFiles, List<ExceptionKey> exceptions, int firingsPerCandidate) {
        var models = new ArrayList<>(ruleFiles);
        if (!exceptions.isEmpty()) {
            models.add(ExceptionRules.of(exceptions));
        }
        return new RuleBase(KieBaseBuilder.createKieBaseFromModel(models), firingsPerCandidate);
    }

    /// Runs every step over all candidates. When the run fails, each candidate runs alone, and only those that fail
    /// again hold with the reason.
    void decide(List<Candidate> candidates, boolean traced) {
        try {
            run(candidates, traced);
        } catch (RuntimeException e) {
            LOG.debugf(e, "a run of %d candidates failed, each now runs alone", candidates.size());
            candidates.forEach(candidate -> decideAlone(candidate, traced));
        }
    }

    private void decideAlone(Candidate candidate, boolean traced) {
        candidate.startOver();
        try {
            run(List.of(candidate), traced);
        } catch (RuntimeException e) {
            var reason = reason(e);
            LOG.error(reason, e);
            candidate.fail(reason);
        }
    }

    private String reason(RuntimeException failure) {
        return switch (failure) {
            case OverLimit _ -> "the rules ran over their limit of " + firingsPerCandidate + " firings";
            case ConsequenceException e -> "rule \"" + e.getRule().getName() + "\" failed";
            default -> "the rules failed";
        };
    }

    private void run(List<Candidate> candidates, boolean traced) {
        var session = base.newKieSession();
        try {
            if (traced) {
                session.addEventListener(TRACE);
            }
            candidates.forEach(session::insert);
            fire(session, firingsPerCandidate * candidates.size());
        } finally {
            session.dispose();
        }
    }

    private void fire(KieSession session, int limit) {
        focusOnSteps(session);
        if (session.fireAllRules(limit + 1) > limit) {
            throw new OverLimit();
        }
    }

    /// The focus is a stack: the step that runs first goes on top.
    private static void focusOnSteps(KieSession session) {
        for (var step : List.of(Step.values()).reversed()) {
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

    private static final class OverLimit extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
