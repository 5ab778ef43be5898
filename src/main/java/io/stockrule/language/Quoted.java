package io.stockrule.language;

/// A text in quotes and where it stands.
record Quoted(String text, Span span) {}
