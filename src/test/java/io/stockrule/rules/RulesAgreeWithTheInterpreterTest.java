package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Interpreter;
import io.stockrule.stock.Decision;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/// The rule files and the reference interpreter know nothing of each other, so what both say is what was meant.
class RulesAgreeWithTheInterpreterTest {
    private static final Rules RULES = Rules.load(Path.of("rules"));

    /// 60 batches of 10 profiles and 50 listings of each: 30,000 decisions.
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void any_batch_gets_the_same_decisions_and_traces_from_both(@ForAll("batches") List<Question> batch) {
        var decisions = RULES.decide(batch);
        var untraced = RULES.decideWithoutTrace(batch);
        for (int i = 0; i < batch.size(); i++) {
            var question = batch.get(i);
            var expected = Interpreter.decide(question.profile(), question.facts());
            Statistics.collect(expected.outcome().getClass().getSimpleName());
            assertThat(decisions.get(i)).as("%s", question).isEqualTo(expected);
            assertThat(untraced.get(i))
                    .as("%s", question)
                    .isEqualTo(new Decision(expected.outcome(), expected.handlingDays(), List.of()));
        }
        Statistics.coverage(coverage -> {
            coverage.check("Lists").percentage(it -> it > 30);
            coverage.check("Holds").percentage(it -> it > 3);
            coverage.check("Stops").percentage(it -> it > 3);
        });
    }

    @Provide
    Arbitrary<List<Question>> batches() {
        return GeneratedQuestions.batch(10, 50);
    }
}
