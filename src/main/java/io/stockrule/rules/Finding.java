package io.stockrule.rules;

/// One thing wrong with a rule file.
///
/// @param line of its DRL, counted from 1; below 1 where no line is known
/// @param message for the analyst
record Finding(int line, String message) {}
