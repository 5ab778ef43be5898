/// What a shop sells and from where, other than the numbers: products, variants, locations. A webhook that tells of
/// one of them leaves it in doubt, and [CatalogueWorker] has Shopify asked about what is in doubt ([CatalogueTurn],
/// [ProductReader]); the answer is brought in. [CatalogueTurns] keeps whose turn it is.
@NullMarked
package io.stockrule.shopify.catalogue;

import org.jspecify.annotations.NullMarked;
