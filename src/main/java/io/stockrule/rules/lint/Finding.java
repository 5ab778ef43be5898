package io.stockrule.rules.lint;

/// One thing wrong with a rule file.
///
/// @param line of its DRL, counted from 1; below 1 where no line is known
/// @param message for the analyst
public record Finding(int line, String message) {}
