/// The port: what delivery needs of Amazon, and the words in which it is answered. The feature `amazon`
/// implements [io.stockrule.delivery.marketplace.Marketplace],
/// [io.stockrule.delivery.marketplace.CatalogueReports] and [io.stockrule.delivery.marketplace.AccountProbe].
@NullMarked
package io.stockrule.delivery.marketplace;

import org.jspecify.annotations.NullMarked;
