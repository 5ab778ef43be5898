/// What is wanted of a target, and what that is a consequence of. Begin with
/// [io.stockrule.delivery.wish.Wanted], which is how decisions are handed over.
@NullMarked
package io.stockrule.delivery.wish;

import org.jspecify.annotations.NullMarked;
