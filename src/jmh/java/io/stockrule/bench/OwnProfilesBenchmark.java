package io.stockrule.bench;

import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The same decisions where listings share nothing: no two of a batch have the same profile.
@State(Scope.Benchmark)
public class OwnProfilesBenchmark {
    private final Rules rules = Jmh.rules();
    private final List<Question> batch = new Mix().own(DecisionsBenchmark.BATCH);

    @Benchmark
    @OperationsPerInvocation(DecisionsBenchmark.BATCH)
    public List<Decision> ownProfiles() {
        return rules.decideWithoutTrace(batch);
    }
}
