/// Links of many variants at once. What Amazon offers is a table that a merchant sends ([SkuFile]) or a catalogue that
/// the service has fetched ([CatalogueProposals]); proposals are the same for both ([Proposals]), also seen from the
/// listings that are not linked ([NotLinked]). What is wanted is linked row by row, each answered for ([LinkMap],
/// [CatalogueLinking]).
@NullMarked
package io.stockrule.listing.linkmap;

import org.jspecify.annotations.NullMarked;
