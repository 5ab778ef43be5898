/// What Amazon says that an account offers in one marketplace, kept for a while so that variants can be linked by it.
///
/// [Catalogues] keeps who wants it and what there is; `delivery` has the report fetched and writes its rows through
/// [CatalogueWriting]. Each reading has a number of its own: its rows count for nothing before it has come to its end,
/// so that one that breaks off leaves the last one in force, and one that was overtaken leaves nothing but rows that
/// [CatalogueSweep] takes away.
@NullMarked
package io.stockrule.listing.catalogue;

import org.jspecify.annotations.NullMarked;
