package io.stockrule.access;

/// What a merchant wants to become of listings whose variant the shop no longer has.
public enum GoneVariants {
    /// Nothing is offered any more.
    STOP,

    /// Amazon keeps the number it shows.
    HOLD
}
