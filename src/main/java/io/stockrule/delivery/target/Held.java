package io.stockrule.delivery.target;

/// A number that is not sent before a person has looked at it, or at all.
///
/// @param wave that it is part of
/// @param rejected somebody does not want it sent
public record Held(long wave, boolean rejected) {}
