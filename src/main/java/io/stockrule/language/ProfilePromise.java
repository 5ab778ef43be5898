package io.stockrule.language;

/// A promise where it stands in a profile.
///
/// @param text the statement as the merchant wrote it, on one line
public record ProfilePromise(Promise promise, String text, Span span) {}
