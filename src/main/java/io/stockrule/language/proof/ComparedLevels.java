package io.stockrule.language.proof;

/// One level, or levels beside each other between which nothing in a text makes a difference.
record ComparedLevels(BothDecisions first, BothDecisions last, Kind kind) {
    /// How two profiles decide.
    enum Kind {
        SAME,
        DIFFERENT,
        /// The same with some of the levels.
        MIXED
    }
}
