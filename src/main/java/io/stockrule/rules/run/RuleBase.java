package io.stockrule.rules.run;

import io.stockrule.rules.Candidates;
import io.stockrule.rules.Fact;
import io.stockrule.rules.Listing;
import io.stockrule.rules.Step;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;

/// Some rules, ready to run. Safe for many threads: a run has a session to itself.
public final class RuleBase {
    private static final TraceListener TRACE = new TraceListener();

    /// Of included files, whose tables may be large, a new one each time; of others those that were used before.
    private final Supplier<KieSession> sessions;

    private final List<Step> steps;
    private final Optional<IncludedFile> file;

    private RuleBase(KieBase base, List<Step> steps, Optional<IncludedFile> file) {
        this.sessions = file.isPresent() ? base::newKieSession : base.newKieSessionsPool(0)::newKieSession;
        this.steps = steps;
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

    /// Runs the rules of steps over the facts of plans, which hear of each rule that fires.
    ///
    /// @throws RulesFailed when a rule fails or too many fire
    void plan(List<Candidates> facts, int firingsOfEach) {
        run(facts, limit(firingsOfEach, facts.size()), true);
    }

    /// Runs exceptions over groups.
    ///
    /// @throws RulesFailed when a condition fails; rows may then be anywhere in between
    void except(List<Group> groups) {
        run(groups, groups.stream().mapToInt(Group::size).sum(), false);
    }

    /// Runs the rules of an included file over the rows that take them.
    ///
    /// @param firingsOfEach rules that may fire, times the number of rows
    /// @throws RulesFailed when a rule fails or too many fire; rows may then be anywhere in between
    void include(List<Group> groups, int firingsOfEach, boolean traced) {
        var included = file.orElseThrow();
        var facts = groups.stream()
                .flatMap(Group::candidates)
                .filter(Candidate::takesIncludedRules)
                .map(candidate -> new Listing(included, candidate))
                .toList();
        run(facts, limit(firingsOfEach, facts.size()), traced || included.hasAllOthers());
    }

    /// Whatever the setting is, one more is still a number.
    private static int limit(int firingsOfEach, int facts) {
        return (int) Math.min(Integer.MAX_VALUE - 1, (long) firingsOfEach * facts);
    }

    /// @param listened whether the facts hear which rule is about to act on them
    private void run(Collection<?> facts, int limit, boolean listened) {
        var session = sessions.get();
        try {
            if (listened) {
                session.addEventListener(TRACE);
            }
            facts.forEach(session::insert);
            fire(session, limit);
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

    private void fire(KieSession session, int limit) {
        focusOnSteps(session);
        if (session.fireAllRules(limit + 1) > limit) {
            throw RulesFailed.overLimit(ofFile(), limit);
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
