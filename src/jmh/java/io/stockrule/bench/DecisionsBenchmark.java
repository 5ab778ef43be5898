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

/// Decisions by the rules, 1,000 at a time.
@State(Scope.Benchmark)
public class DecisionsBenchmark {
    static final int BATCH = 1_000;
    private static final int BATCHES = 16;

    /// `alone`: a batch has one profile; `mixed`: each has all eight; `limited`: with statements for some
    /// listings, too.
    @Param({"alone", "mixed", "limited"})
    public String profiles = "alone";

    private final Rules rules = Jmh.rules();
    private List<List<Question>> batches = List.of();
    private int next;

    @Setup
    public void makeQuestions() {
        var mix = new Mix();
        batches = switch (profiles) {
            case "alone" -> mix.alone(BATCHES, BATCH);
            case "mixed" -> mix.mixed(BATCHES, BATCH);
            default -> mix.limited(BATCHES, BATCH);
        };
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Decision> untraced() {
        return rules.decideWithoutTrace(nextBatch());
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Decision> traced() {
        return rules.decide(nextBatch());
    }

    private List<Question> nextBatch() {
        next = (next + 1) % BATCHES;
        return batches.get(next);
    }
}
