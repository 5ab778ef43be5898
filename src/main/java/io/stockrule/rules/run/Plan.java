package io.stockrule.rules.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rules do to the listings of one profile that sell packs of one size.
///
/// @param numbers those of the exceptions, as [ExceptionKey] finds them, then those of the operations
/// @param failure why there is none; null if there is one
record Plan(Shape shape, long[] numbers, @Nullable RuntimeException failure) {
    private static final Shape NOTHING = new Shape(new Shape.Parts(List.of(), List.of(), List.of(), List.of()));

    Plan(Shape shape, long[] numbers) {
        this(shape, numbers, null);
    }

    static Plan failed(RuntimeException failure) {
        return new Plan(NOTHING, new long[0], failure);
    }
}
