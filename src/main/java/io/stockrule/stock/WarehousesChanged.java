package io.stockrule.stock;

/// Warehouses of this merchant that keep stock have other names, or count no more, or again. That may concern every
/// listing, so nobody is named. Fired as a CDI event inside the transaction that changed them.
public record WarehousesChanged(long merchantId) {}
