/// How stock is kept: what webhooks, snapshots and re-reads report of levels, items, variants and warehouses, merged by
/// the moment Shopify gave it, so that no older word overwrites a newer one. [StockLedger] takes single reports,
/// [Snapshots] whole shops, [Rereads] single items that are in doubt and asked of Shopify again; [Level] says what a
/// report changes. [CatalogueDoubts] does for products and locations what the re-reads do for items, and [Products] and
/// [Locations] bring in the answers. Each tells what changed as `StockChanged`. Only those who read Shopify need it.
@NullMarked
package io.stockrule.stock.ledger;

import org.jspecify.annotations.NullMarked;
