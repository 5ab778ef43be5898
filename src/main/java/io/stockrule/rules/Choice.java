package io.stockrule.rules;

/// Which warehouses a profile chooses, in the words of the rule files.
public enum Choice {
    ALL,
    ALL_EXCEPT,
    NAMED,
    FIRST_OF
}
