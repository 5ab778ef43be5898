/// Measures the numbers that the product holds itself to. `bin/bench` runs it; nothing of it is in the product.
///
/// Start with [Bench]: a [Section] measures one thing and gives [Row]s for the table. What needs a warm Java machine is
/// measured by JMH, what needs a whole service by processes of their own, as in production.
@NullMarked
package io.stockrule.bench;

import org.jspecify.annotations.NullMarked;
