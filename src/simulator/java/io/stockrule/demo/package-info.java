/// The demonstration: a simulated Shopify, a simulated Amazon and the service, each in a process of its own, and a line
/// printed for every stock change that travels through them.
///
/// Start with [Demo]. It speaks to everything over HTTP like anybody else, so it knows no feature.
@NullMarked
package io.stockrule.demo;

import org.jspecify.annotations.NullMarked;
