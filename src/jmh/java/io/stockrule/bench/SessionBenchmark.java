package io.stockrule.bench;

import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The same decisions one at a time: a session of Drools for each listing.
@State(Scope.Benchmark)
public class SessionBenchmark {
    private static final int QUESTIONS = 1_000;

    private final Rules rules = Jmh.rules();
    private final List<Question> questions = new Mix().mixed(1, QUESTIONS).getFirst();
    private int next;

    @Benchmark
    public List<Decision> single() {
        next = (next + 1) % QUESTIONS;
        return rules.decideWithoutTrace(questions.subList(next, next + 1));
    }
}
