package io.stockrule.language;

/// `when stock is unknown then …`: the merchant's own word for goods that are not counted.
public sealed interface UnknownStock {
    record ListNumber(int quantity) implements UnknownStock {}

    record Hold() implements UnknownStock {}

    record Stop() implements UnknownStock {}
}
