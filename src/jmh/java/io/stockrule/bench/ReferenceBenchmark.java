package io.stockrule.bench;

import io.stockrule.language.meaning.Interpreter;
import io.stockrule.rules.Question;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// The same decisions by the reference interpreter, which always traces.
@State(Scope.Benchmark)
public class ReferenceBenchmark {
    private static final int BATCHES = 16;

    private final List<List<Question>> batches = new Mix().mixed(BATCHES, DecisionsBenchmark.BATCH);
    private int next;

    @Benchmark
    @OperationsPerInvocation(DecisionsBenchmark.BATCH)
    public void interpreter(Blackhole hole) {
        next = (next + 1) % BATCHES;
        for (var question : batches.get(next)) {
            hole.consume(Interpreter.decide(question.profile(), question.facts()));
        }
    }
}
