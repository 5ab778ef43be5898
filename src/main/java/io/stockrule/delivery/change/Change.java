package io.stockrule.delivery.change;

/// A number at Amazon became another one.
///
/// @param before what was shown, in units
/// @param after what was shown then
/// @param certain whether nothing else explains what Amazon shows; a guess else, and the likeliest
public record Change(int before, int after, Writer writer, boolean certain) {}
