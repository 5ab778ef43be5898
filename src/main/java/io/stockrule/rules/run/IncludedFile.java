package io.stockrule.rules.run;

import java.util.Map;

/// What an explanation says of a rule file that a profile includes.
///
/// @param name as profiles write it
/// @param rows of a decision table, by the rule that each became; empty for other files
public record IncludedFile(String name, Map<String, Integer> rows) {
    public IncludedFile {
        rows = Map.copyOf(rows);
    }

    /// `Candles before Christmas (row 9)`, or the rule alone.
    public String placeOf(String rule) {
        var row = rows.get(rule);
        return row == null ? rule : rule + " (row " + row + ")";
    }
}
