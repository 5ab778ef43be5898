package io.stockrule.rules.run;

import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Writes down what happens to one listing. What it says is put together when somebody reads it.
final class Teller {
    private final List<Told> told = new ArrayList<>(8);
    private String rule = "";

    private record Told(String rule, OptionalLong before, OptionalLong after, Supplier<Saying> saying) {}

    /// @param name of the rule that acts next
    void begin(String name) {
        rule = name;
    }

    void tell(OptionalLong before, OptionalLong after, Supplier<Saying> saying) {
        told.add(new Told(rule, before, after, saying));
    }

    void startOver() {
        rule = "";
        told.clear();
    }

    List<TraceStep> steps() {
        var steps = new TraceStep[told.size()];
        for (int i = 0; i < steps.length; i++) {
            var it = told.get(i);
            steps[i] = new TraceStep(
                    it.rule(), it.before(), it.after(), it.saying().get());
        }
        return List.of(steps);
    }
}
