package io.stockrule.rules.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of the rules in a file that profiles include, by their names.
///
/// @param name as profiles write it
/// @param rows of a decision table, by the rule that each became; empty for other files
/// @param allOthers the rows that are for all others, at most one a table
public record IncludedFile(String name, Map<String, Integer> rows, List<AllOthers> allOthers) {
    public IncludedFile {
        rows = Map.copyOf(rows);
        allOthers = List.copyOf(allOthers);
    }

    /// `Candles before Christmas (row 9)`, or the rule alone.
    public String placeOf(String rule) {
        var row = rows.get(rule);
        return row == null ? rule : rule + " (row " + row + ")";
    }

    /// The row for all others in the table of a rule.
    public Optional<AllOthers> allOthersBeside(String rule) {
        var row = rows.get(rule);
        return row == null
                ? Optional.empty()
                : allOthers.stream().filter(others -> others.isOfTable(row)).findFirst();
    }

    /// Whether a rule is such a row itself.
    public boolean isForAllOthers(String rule) {
        var row = rows.get(rule);
        return row != null && allOthers.stream().anyMatch(others -> others.row() == row);
    }

    /// Whether a listing has to know which rules have acted on it, also when nobody asks for its trace.
    boolean hasAllOthers() {
        return !allOthers.isEmpty();
    }
}
