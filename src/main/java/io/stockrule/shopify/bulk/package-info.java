/// Reading a large shop by bulk operations: Shopify writes all of it into files, on its own time and without points of
/// the query budget.
///
/// [BulkWriting] starts the operations and looks after them; [BulkReading] has their results fetched ([BulkFiles]), of
/// which [BulkLine] is a line; they are gathered in a [BulkStage], where what belongs together is joined and read in
/// the order of the variants. A file that is not whole is never made anything of.
@NullMarked
package io.stockrule.shopify.bulk;

import org.jspecify.annotations.NullMarked;
