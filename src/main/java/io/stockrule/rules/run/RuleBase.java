package io.stockrule.rules.run;

import io.stockrule.rules.Fact;
import io.stockrule.rules.Listing;
import io.stockrule.rules.Step;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
public final class RuleBase {
    private static final TraceListener TRACE = new TraceListener();

    private final KieBase base;
    private final List<Step> steps;
    private final boolean hasExceptions;
    private final Optional<IncludedFile> file;

    private RuleBase(KieBase base, List<Step> steps, Optional<IncludedFile> file) {
        this.base = base;
        this.steps = steps;
        this.hasExceptions = steps.contains(Step.EXCEPTIONS);
        this.file = file;
    }

    /// @param steps that its rules belong to
    static RuleBase of(Collection<Model> rules, Set<Step> steps) {
        return new RuleBase(
                KieBaseBuilder.createKieBaseFromModel(rules),
                steps.stream().sorted(Comparator.reverseOrder()).toList(),
                Optional.empty());
    }

    /// The rules of an included file, which name no step.
    ///
    /// @param file how explanations call it
    public static RuleBase ofIncluded(IncludedFile file, Collection<Model> rules) {
        return new RuleBase(KieBaseBuilder.createKieBaseFromModel(rules), List.of(), Optional.of(file));
    }

    /// The same rules, of which those of one step do not run.
    RuleBase without(Step step) {
        return new RuleBase(base, steps.stream().filter(it -> it != step).toList(), file);
    }

    /// Runs its rules over all candidates of some groups.
    ///
    /// @param firingsPerCandidate rules that may fire, times the number of candidates
    /// @throws RulesFailed when a rule fails or too many fire; candidates may then be anywhere in between
    void run(List<Group> groups, int firingsPerCandidate, boolean traced) {
        var session = base.newKieSession();
        try {
            if (traced || file.filter(IncludedFile::hasAllOthers).isPresent()) {
                session.addEventListener(TRACE);
            }
            int candidates = 0;
            for (var group : groups) {
                insert(group, session);
                candidates += group.all().size();
            }
            fire(session, firingsPerCandidate * candidates);
        } catch (ConsequenceException e) {
            throw new RulesFailed("rule \"" + e.getRule().getName() + "\"" + ofFile() + " failed", e);
        } catch (RulesFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RulesFailed(
                    FailedCondition.ruleOf(e).map(it -> "rule \"" + it + "\"").orElse("a rule") + ofFile() + " failed",
                    e);
        } finally {
            session.dispose();
        }
    }

    /// What its rules look at: the steps at groups, exceptions at those that they may still change, included files at
    /// listings.
    private void insert(Group group, KieSession session) {
        if (file.isPresent()) {
            group.all().stream()
                    .filter(candidate -> candidate.ruling().takesIncludedRules())
                    .forEach(candidate -> session.insert(new Listing(file.get(), candidate)));
            return;
        }
        session.insert(group.fact());
        if (hasExceptions) {
            group.all().stream()
                    .filter(candidate -> candidate.ruling().isOpen())
                    .forEach(session::insert);
        }
    }

    private void fire(KieSession session, int limit) {
        focusOnSteps(session);
        if (session.fireAllRules(limit + 1) > limit) {
            throw new RulesFailed("the rules" + ofFile() + " ran over their limit of " + limit + " firings");
        }
    }

    private String ofFile() {
        return file.map(it -> " of the included file \"" + it.name() + "\"").orElse("");
    }

    /// The focus is a stack: the step that runs first goes on top.
    private void focusOnSteps(KieSession session) {
        for (var step : steps) {
            session.getAgenda().getAgendaGroup(step.group()).setFocus();
        }
    }

    /// Tells each fact which rule is about to act on it.
    private static final class TraceListener extends DefaultAgendaEventListener {
        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            Rule rule = event.getMatch().getRule();
            for (var fact : event.getMatch().getObjects()) {
                ((Fact) fact).beginRule(rule.getName());
            }
        }
    }
}
