package io.stockrule.language.learning;

/// How long a description of all pairs is, counted in pairs: what a profile does not explain must be
/// written down as it is, and a statement is as long as some pairs. The shortest description is the
/// best. A statement that explains only a handful is therefore left out, unless nothing is left
/// unexplained with it: that is worth one.
///
/// @param statement how many pairs a statement is as long as
record Weighing(int statement) {
    private static final int HANDFUL = 5;
    private static final int WHOLE = 100;

    /// Of a few pairs, one in a hundred is fewer than a handful.
    static Weighing of(long pairs) {
        return new Weighing(Math.clamp(pairs / WHOLE, 1, HANDFUL));
    }

    /// @param statements that a profile need not have: it always says a quantity, and a cap comes on
    ///     top
    long length(long unexplained, int statements) {
        return unexplained + (long) statement * (unexplained == 0 ? statements - 1 : statements);
    }
}
