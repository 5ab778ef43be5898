package io.stockrule.rules.run;

/// The last row of a decision table when it has no condition: it is for the listings that no row above it is for.
///
/// @param first row of the table that is a rule, as the table's author counts
/// @param row that is for all others
public record AllOthers(int first, int row) {
    boolean isOfTable(int other) {
        return first <= other && other <= row;
    }
}
