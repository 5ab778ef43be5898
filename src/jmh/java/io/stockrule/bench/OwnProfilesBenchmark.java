package io.stockrule.bench;

import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Decisions where no two listings of a batch have the same profile.
@State(Scope.Benchmark)
public class OwnProfilesBenchmark {
    private final Rules rules = Jmh.rules();

    @Param
    public OwnProfile profiles = OwnProfile.TEXTS;

    private List<Question> batch = List.of();

    @Setup
    public void makeQuestions() {
        batch = new Mix().own(profiles, DecisionsBenchmark.BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(DecisionsBenchmark.BATCH)
    public List<Decision> own() {
        return rules.decideWithoutTrace(batch);
    }
}
