package io.stockrule.bench;

import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The workload on which rule engines were compared: 10,000 listings in three warehouses under eight profiles, half of
/// which have an exception. The engines gave the same answers where the sum of all numbers is the same.
@State(Scope.Benchmark)
public class ComparedBenchmark {
    static final int LISTINGS = 10_000;
    private static final long CHECKSUM = 84_653;

    private final Rules rules = Jmh.rules();
    private final List<Question> questions = Mix.compared(LISTINGS);

    @Setup
    public void check() {
        long sum = rules.decide(questions).stream()
                .mapToLong(decision -> decision.quantity().orElse(-1))
                .sum();
        if (sum != CHECKSUM) {
            throw new IllegalStateException("the numbers add up to " + sum + ", not to " + CHECKSUM);
        }
    }

    @Benchmark
    @OperationsPerInvocation(LISTINGS)
    public List<Decision> comparedUntraced() {
        return rules.decideWithoutTrace(questions);
    }

    @Benchmark
    @OperationsPerInvocation(LISTINGS)
    public List<Decision> comparedTraced() {
        return rules.decide(questions);
    }
}
