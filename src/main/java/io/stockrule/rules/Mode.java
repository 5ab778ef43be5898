package io.stockrule.rules;

/// How much of the sellable stock a profile lists, in the words of the rule files.
public enum Mode {
    PRODUCT_VALUE,
    NOT_MORE_THAN,
    SINGLE_STOCK,
    CUSTOM_QUANTITY
}
