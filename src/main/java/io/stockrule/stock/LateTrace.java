package io.stockrule.stock;

import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of a decision that are told when somebody reads them: of most decisions nobody does. Safe for many
/// threads.
public abstract class LateTrace extends AbstractList<TraceStep> {
    private volatile @Nullable List<TraceStep> told;

    /// Always the same.
    protected abstract List<TraceStep> steps();

    @Override
    public final TraceStep get(int index) {
        return told().get(index);
    }

    @Override
    public final int size() {
        return told().size();
    }

    private List<TraceStep> told() {
        var steps = told;
        if (steps == null) {
            steps = List.copyOf(steps());
            told = steps;
        }
        return steps;
    }
}
