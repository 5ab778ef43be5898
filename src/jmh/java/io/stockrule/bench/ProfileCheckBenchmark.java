package io.stockrule.bench;

import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What saving a profile costs: it is read, checked, its rule base is built, and decides once.
@State(Scope.Benchmark)
public class ProfileCheckBenchmark {
    /// Number of exceptions; 190 and what stands around them are nearly as many statements as a profile may have.
    @Param({"3", "190"})
    public int exceptions = 3;

    private final Rules rules = Jmh.rules();
    private final ListingFacts facts = new Mix().facts();
    private int edition;

    @Benchmark
    public List<Decision> check() {
        edition++;
        var profile = Mix.profile(Texts.of(exceptions, edition));
        return rules.decide(List.of(new Question(profile, facts)));
    }
}
