package io.stockrule.language;

/// Where a statement stands, and how the merchant wrote it.
///
/// @param text the statement on one line, without comments
record Place(Span span, String text) {}
