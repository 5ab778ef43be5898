package io.stockrule.rules;

/// What rules act on. The public methods of a kind of fact are the face that rule files see: those that give a value
/// are inputs, the others are operations. This one belongs to all kinds and to no rule file.
public abstract class Fact {
    /// Called before each rule that acts on it: for the trace, and for what depends on which rules have acted.
    ///
    /// @param name of the rule
    public final void beginRule(String name) {
        begin(name);
    }

    /// @param name of the rule that acts next
    protected abstract void begin(String name);
}
