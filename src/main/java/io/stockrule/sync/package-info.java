/// Turns change into delivery: finds the targets that are stale, decides their listings in batches, hands the result
/// over. How things stand after that is shown by the part `view`.
@NullMarked
package io.stockrule.sync;

import org.jspecify.annotations.NullMarked;
