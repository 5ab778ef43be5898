package io.stockrule.rules.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.expr;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.functions.Block1;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.rule.ConsequenceException;

/// What we rely on in Drools and its documentation does not promise. When an upgrade fails here, the rules may decide
/// something else than they say.
class DroolsContractTest {
    private static final String HEAD = "package contract; import io.stockrule.rules.file.Probe;\n";

    @Test
    void compiled_models_join_models_built_in_java() {
        var base = join(
                compile("rule \"text\" ruleflow-group \"one\" when $p : Probe() then $p.note(\"text\"); end"),
                java("java", "two", 0, _ -> true, it -> it.note("java")));
        assertThat(run(base, probe(1), "one", "two").log()).containsExactly("text", "java");
    }

    @Test
    void a_condition_inside_a_pattern_is_evaluated_before_the_first_rule_fires() {
        var base = join(compile("""
                rule "set" ruleflow-group "one" when $p : Probe() then $p.setAmount(5, "set"); end
                rule "see" ruleflow-group "two" when $p : Probe(amount == 5) then $p.note("seen"); end"""));
        assertThat(run(base, probe(1), "one", "two").log()).containsExactly("set");
    }

    @Test
    void an_expression_beside_the_pattern_is_evaluated_when_the_turn_of_its_rule_comes() {
        var base = join(
                compile("rule \"set\" ruleflow-group \"one\" when $p : Probe() then $p.setAmount(5, \"set\"); end"),
                java("see", "two", 0, it -> it.getAmount() == 5, it -> it.note("seen")));
        assertThat(run(base, probe(1), "one", "two").log()).containsExactly("set", "seen");
    }

    @Test
    void an_expression_is_evaluated_after_the_rules_of_higher_salience_in_its_group_have_fired() {
        var base = join(
                java("last", "one", -2, it -> it.getAmount() == 2, it -> it.setAmount(3, "last")),
                java("first", "one", 0, it -> it.getAmount() == 0, it -> it.setAmount(1, "first")),
                java("second", "one", -1, it -> it.getAmount() == 1, it -> it.setAmount(2, "second")));
        var probes = probes(50);
        run(base, probes, "one");
        assertThat(probes).allSatisfy(it -> assertThat(it.log()).containsExactly("first", "second", "last"));
    }

    @Test
    void groups_run_in_the_order_of_the_focus_and_rules_without_focus_not_at_all() {
        var base = join(compile("""
                rule "c" ruleflow-group "three" when $p : Probe() then $p.note("c"); end
                rule "a" ruleflow-group "one" when $p : Probe() then $p.note("a"); end
                rule "x" ruleflow-group "other" when $p : Probe() then $p.note("x"); end
                rule "b" ruleflow-group "two" when $p : Probe() then $p.note("b"); end"""));
        assertThat(run(base, probe(1), "one", "two", "three").log()).containsExactly("a", "b", "c");
    }

    @Test
    void facts_of_a_batch_do_not_meet() {
        var base = join(
                compile(
                        "rule \"odd\" ruleflow-group \"one\" when $p : Probe(input > 10) then $p.setAmount(1, \"odd\"); end"),
                java("see", "two", 0, it -> it.getAmount() == 1, it -> it.note("seen")));
        var probes = probes(20);
        run(base, probes, "one", "two");
        assertThat(probes.subList(0, 11)).allSatisfy(it -> assertThat(it.log()).isEmpty());
        assertThat(probes.subList(11, 20)).allSatisfy(it -> assertThat(it.log()).containsExactly("odd", "seen"));
    }

    @Test
    void sessions_of_one_base_run_beside_each_other() throws Exception {
        var base = join(
                compile("rule \"set\" ruleflow-group \"one\" when $p : Probe() then $p.setAmount(5, \"set\"); end"),
                java("see", "two", 0, it -> it.getAmount() == 5, it -> it.note("seen")));
        try (var threads = Executors.newFixedThreadPool(8)) {
            var runs = new ArrayList<Future<List<Probe>>>();
            for (int i = 0; i < 200; i++) {
                runs.add(threads.submit(() -> {
                    var probes = probes(50);
                    run(base, probes, "one", "two");
                    return probes;
                }));
            }
            for (var run : runs) {
                assertThat(run.get()).allSatisfy(it -> assertThat(it.log()).containsExactly("set", "seen"));
            }
        }
    }

    @Test
    void bases_that_share_compiled_models_do_not_share_their_own_rules() {
        var shared = compile("rule \"text\" ruleflow-group \"one\" when $p : Probe() then $p.note(\"text\"); end");
        var left = join(shared, java("own", "one", -1, _ -> true, it -> it.note("left")));
        var right = join(shared, java("own", "one", -1, _ -> true, it -> it.note("right")));
        assertThat(run(left, probe(1), "one").log()).containsExactly("text", "left");
        assertThat(run(right, probe(1), "one").log()).containsExactly("text", "right");
    }

    @Test
    void a_limit_of_firings_stops_a_run_and_the_run_says_how_many_fired() {
        var base =
                join(compile("rule \"loop\" ruleflow-group \"one\" when $p : Probe(input < 9) then update($p); end"));
        assertThat(run(base, List.of(probe(1)), 7, "one")).isEqualTo(7);
    }

    @Test
    void a_rule_that_throws_is_named() {
        var base = join(compile("rule \"bad\" ruleflow-group \"one\" when $p : Probe() then $p.fail(); end"));
        assertThatThrownBy(() -> run(base, probe(1), "one"))
                .isInstanceOfSatisfying(
                        ConsequenceException.class,
                        e -> assertThat(e.getRule().getName()).isEqualTo("bad"))
                .hasRootCauseMessage("on purpose");
    }

    @Test
    void compiled_modules_are_not_kept() {
        join(compile("rule \"text\" ruleflow-group \"one\" when $p : Probe() then $p.note(\"text\"); end"));
        var repository = KieServices.get().getRepository();
        assertThat(IntStream.rangeClosed(1, 100).mapToObj(DroolsContractTest::release))
                .allSatisfy(
                        release -> assertThat(repository.getKieModule(release)).isNull());
    }

    private static ReleaseId release(int version) {
        return KieServices.get().newReleaseId("io.stockrule", "rules", Integer.toString(version));
    }

    private static Collection<Model> compile(String rules) {
        return RuleCompiler.compile(List.of(new RuleText.Plain("contract.drl", HEAD + rules)));
    }

    private static Model java(
            String name, String group, int salience, Predicate<Probe> condition, Block1<Probe> action) {
        var probe = declarationOf(Probe.class);
        return new ModelImpl()
                .addRule(rule("java", name)
                        .attribute(Rule.Attribute.RULEFLOW_GROUP, group)
                        .attribute(Rule.Attribute.SALIENCE, salience)
                        .build(
                                pattern(probe),
                                expr(name, probe, condition::test),
                                on(probe).execute(action)));
    }

    private static KieBase join(Collection<Model> compiled, Model... own) {
        var models = new ArrayList<>(compiled);
        models.addAll(List.of(own));
        return KieBaseBuilder.createKieBaseFromModel(models);
    }

    private static KieBase join(Model... own) {
        return join(List.of(), own);
    }

    private static Probe run(KieBase base, Probe probe, String... groups) {
        run(base, List.of(probe), groups);
        return probe;
    }

    private static void run(KieBase base, List<Probe> probes, String... groups) {
        run(base, probes, 1_000_000, groups);
    }

    private static int run(KieBase base, List<Probe> probes, int limit, String... groups) {
        var session = base.newKieSession();
        try {
            probes.forEach(session::insert);
            for (var group : List.of(groups).reversed()) {
                session.getAgenda().getAgendaGroup(group).setFocus();
            }
            return session.fireAllRules(limit);
        } finally {
            session.dispose();
        }
    }

    private static Probe probe(int input) {
        return new Probe(input);
    }

    private static List<Probe> probes(int count) {
        return IntStream.range(0, count).mapToObj(Probe::new).toList();
    }
}
