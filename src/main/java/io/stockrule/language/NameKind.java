package io.stockrule.language;

/// What a name in quotes is a name of.
public sealed interface NameKind {
    record Warehouse() implements NameKind {}

    record RuleFile() implements NameKind {}

    /// A metafield, as `metafield` names one.
    record Metafield() implements NameKind {}

    /// A text that listings have, such as a tag.
    record ListingText(Word word) implements NameKind {}
}
