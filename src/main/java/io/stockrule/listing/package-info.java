/// What is sold on Amazon and under which profile: Amazon accounts with their switch, Selling Lists, listings and
/// their links, and the targets (one Amazon account, one seller SKU) where one number lives. Accounts are entered in
/// `account`; what Amazon says that an account offers is kept in `catalogue`; many links at once are made in `linkmap`.
@NullMarked
package io.stockrule.listing;

import org.jspecify.annotations.NullMarked;
