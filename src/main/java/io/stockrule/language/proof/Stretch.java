package io.stockrule.language.proof;

/// Levels beside each other with which two profiles decide differently, each as constant, or as rising, throughout.
///
/// @param all false when rounding makes them the same with some of these levels
record Stretch(BothDecisions first, BothDecisions last, boolean all) {
    boolean isInterruptedOrShorterThan(long units) {
        return !all || last.level() - first.level() < units;
    }
}
