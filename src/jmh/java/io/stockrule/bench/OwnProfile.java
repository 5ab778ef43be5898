package io.stockrule.bench;

/// In what the profiles of a batch differ, when no two listings have the same.
public enum OwnProfile {
    /// In nothing but that each is a profile of its own: the eight texts in turn.
    TEXTS,
    /// In the numbers of the statements.
    NUMBERS,
    /// In the numbers of exceptions.
    EXCEPTIONS
}
