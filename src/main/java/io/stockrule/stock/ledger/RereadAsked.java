package io.stockrule.stock.ledger;

/// Fired inside the transaction that asks for a re-read of some inventory items.
public record RereadAsked() {}
