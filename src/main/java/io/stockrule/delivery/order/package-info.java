/// Units ordered on Amazon that Shopify does not know yet: for accounts that want it, they are subtracted
/// from what is decided, until Shopify's stock shows them, the order is cancelled, or their time is over.
///
/// Amazon lowers a number by itself when an order is placed; a number that is sent afterwards and does not
/// contain the order would put the units on sale again.
///
/// [OrderWorker] reads the orders page by page ([OrderReadings] says which are due, and how far each has
/// come), and [OrderLines] stores what they say. An order's line takes of inventory items, an [OrderPart]
/// of each. What Shopify's stock does ([StockMoves]) ends them: [FallAttribution] says which, and what is
/// guessed there. [PendingOrders] is asked when a number is decided.
///
/// Orders also tell which of the falls that Amazon showed were sales ([SoldOrLowered]).
@NullMarked
package io.stockrule.delivery.order;

import org.jspecify.annotations.NullMarked;
