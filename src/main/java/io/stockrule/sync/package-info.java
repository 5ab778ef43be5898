/// Turns change into delivery: finds the targets that are stale, decides their listings in batches, hands the result
/// over.
@NullMarked
package io.stockrule.sync;

import org.jspecify.annotations.NullMarked;
