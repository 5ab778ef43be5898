package io.stockrule.language.meaning;

import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Who is told the steps of a decision.
interface Telling {
    Telling NOBODY = (_, _, _, _) -> {};

    /// @param saying made only for somebody who listens
    void step(String rule, OptionalLong before, OptionalLong after, Supplier<Saying> saying);

    static Telling to(List<TraceStep> trace) {
        return (rule, before, after, saying) -> trace.add(new TraceStep(rule, before, after, saying.get()));
    }

    /// A step that leaves the amount as it was is not told.
    default void change(String rule, long before, long after, Supplier<Saying> saying) {
        if (before != after) {
            step(rule, OptionalLong.of(before), OptionalLong.of(after), saying);
        }
    }
}
