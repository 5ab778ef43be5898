package io.stockrule.stock;

/// Fired inside the transaction that asks for a re-read of some inventory items.
public record RereadAsked() {}
