/// Links by a file: a table of SKUs is read ([SkuFile]), proposals are made for what is not linked yet ([Proposals]),
/// and a whole table is taken row by row, each answered for ([LinkMap]).
@NullMarked
package io.stockrule.listing.linkmap;

import org.jspecify.annotations.NullMarked;
