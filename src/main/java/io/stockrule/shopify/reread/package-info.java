/// Re-reads of single inventory items that are in doubt: [RereadWorker] finds shops that have some, [Reread] asks about
/// them as fast as Shopify allows, [ItemReader] reads the answers.
@NullMarked
package io.stockrule.shopify.reread;

import org.jspecify.annotations.NullMarked;
