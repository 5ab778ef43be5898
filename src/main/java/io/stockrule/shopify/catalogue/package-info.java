/// What a shop sells and from where, other than the numbers: products, variants, locations. A webhook that tells of
/// one of them leaves it in doubt, and [CatalogueWorker] has Shopify asked about what is in doubt ([CatalogueTurn],
/// [ProductReader]); the answer is brought in. Every few minutes each shop is asked what has changed without a word
/// ([ChangesTurn], [ChangedProducts]) and what has gone ([GoneFinder]).
@NullMarked
package io.stockrule.shopify.catalogue;

import org.jspecify.annotations.NullMarked;
