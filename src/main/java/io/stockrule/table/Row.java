package io.stockrule.table;

import java.util.List;

/// A row of a table, or what should have been one.
public sealed interface Row {
    /// @param line its first
    /// @param cells as many as the header has
    record Cells(long line, List<Cell> cells) implements Row {}

    record Broken(Mistake mistake) implements Row {}
}
