package io.stockrule.rules;

/// What a profile says of unknown stock, in the words of the rule files.
public enum WhenUnknown {
    NOT_SAID,
    LIST,
    HOLD,
    STOP
}
