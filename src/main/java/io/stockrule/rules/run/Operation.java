package io.stockrule.rules.run;

/// What a rule of the steps can have done to a listing; [BatchRows] does it.
///
/// The comments name the numbers that it takes from a [Plan].
public enum Operation {
    COUNT_ALL,
    COUNT_ALL_EXCEPT,
    COUNT_NAMED,
    /// The units that are enough.
    COUNT_FIRST_OF,
    /// What is on hand is counted, not what is available.
    TAKE_ON_HAND,
    /// What is incoming is counted too.
    TAKE_INCOMING,
    /// The quantity.
    LIST_WHEN_UNKNOWN,
    STOP_WHEN_UNKNOWN,
    HOLD_WHEN_UNKNOWN,
    /// The units.
    KEEP_IN_RESERVE,
    /// The percentage.
    KEEP_PERCENT_IN_RESERVE,
    /// The units.
    KEEP_IN_RESERVE_AT,
    /// The percentage.
    KEEP_PERCENT_IN_RESERVE_AT,
    /// As many as a listing's override says.
    KEEP_MORE_IN_RESERVE,
    /// The percentage.
    OFFER,
    /// The units in a pack.
    SELL_IN_PACKS,
    LIST_SELLABLE,
    /// The cap.
    LIST_SELLABLE_UP_TO,
    /// The quantity.
    LIST,
    /// The minimum.
    LIST_NOTHING_BELOW,
    /// The units in a step.
    LIST_IN_STEPS,
    /// What a listing's override says.
    CAP,
    /// What a listing's override says, unless it stops.
    PIN,
    PIN_ALSO_WHEN_STOPPED,
    /// The lowest and the highest quantity.
    LIMIT_TO;

    boolean choosesWarehouses() {
        return this == COUNT_ALL || this == COUNT_ALL_EXCEPT || this == COUNT_NAMED || this == COUNT_FIRST_OF;
    }
}
