/// The port: what delivery needs of Amazon, and the words in which it is answered. The feature `amazon` implements
/// [io.stockrule.delivery.marketplace.Marketplace] and [io.stockrule.delivery.marketplace.CatalogueReports].
@NullMarked
package io.stockrule.delivery.marketplace;

import org.jspecify.annotations.NullMarked;
