package io.stockrule.stock.ledger;

/// Fired inside the transaction in which something of a shop's catalogue came into doubt.
public record CatalogueAsked() {}
