package io.stockrule.rules;

/// What rules act on. Its public methods are the face that rule files see: those that give a value are inputs, the
/// others are operations.
abstract sealed class Fact permits Candidates, Candidate, Listing {
    /// Called before each rule that acts on it, for the trace.
    abstract void beginRule(String name);
}
