package io.stockrule.language;

/// `when … then …`: the first exception of a profile whose condition holds acts, the rest are skipped.
///
/// @param text the statement as the merchant wrote it, on one line, for the trace
public record ProfileException(Condition condition, Action action, String text, Span span) {}
