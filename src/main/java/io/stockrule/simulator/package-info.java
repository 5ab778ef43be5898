/// A Shopify and an Amazon that behave like the real ones over HTTP, in a process of their own with durable state.
///
/// For the demo and the tests only: nothing in the service knows them.
@NullMarked
package io.stockrule.simulator;

import org.jspecify.annotations.NullMarked;
