package io.stockrule.delivery;

/// A number that is not sent before a person has looked at it, or at all.
///
/// @param wave that it is part of
/// @param rejected somebody does not want it sent
record Held(long wave, boolean rejected) {}
