package io.stockrule.rules;

import java.util.Optional;

/// What became of one scenario.
///
/// @param place file and line, such as `rules/06-quantity-modes.csv:3`
/// @param name what the scenario shows, in the analyst's words
/// @param failure why it failed; empty when the rules did as expected
public record ScenarioResult(String place, String name, Optional<String> failure) {
    /// `rules/06-quantity-modes.csv` of its place, which has no line when the file cannot be read.
    public String file() {
        return place.replaceFirst(":[0-9]+$", "");
    }
}
