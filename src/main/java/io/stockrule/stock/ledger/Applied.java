package io.stockrule.stock.ledger;

/// What became of one report of a stock level.
public enum Applied {
    /// It is the newest and counts.
    COUNTS,

    /// It is the newest, but counts only after a re-read.
    WAITS,

    /// Two reports of one second disagree: the lower counts until a re-read.
    DOUBTED,

    /// The level stops counting unless that would raise the stock, until a re-read.
    DISCONNECTED,

    /// It said what was known.
    KNOWN,

    /// A newer one was there before.
    OLDER
}
