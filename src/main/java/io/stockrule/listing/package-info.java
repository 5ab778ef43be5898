/// What is sold on Amazon and under which profile: Amazon accounts with their switch, Selling Lists, listings and
/// their links, and the targets (one Amazon account, one seller SKU) where one number lives.
@NullMarked
package io.stockrule.listing;

import org.jspecify.annotations.NullMarked;
