/// Tries a connection before it is kept: [ConnectionTestResource] has Shopify asked with what a merchant has
/// entered, and the [ConnectionReport] says what it opens, or which of it is wrong.
@NullMarked
package io.stockrule.shopify.connection;

import org.jspecify.annotations.NullMarked;
