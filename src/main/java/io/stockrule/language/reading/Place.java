package io.stockrule.language.reading;

import io.stockrule.language.Span;

/// Where a statement stands, and how the merchant wrote it.
///
/// @param text the statement on one line, without comments
public record Place(Span span, String text) {}
