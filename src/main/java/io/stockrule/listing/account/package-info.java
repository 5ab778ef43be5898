/// A merchant's Amazon accounts: how they are entered and changed, and their credentials at rest. What others need of
/// an account to send to it is at the root, in `AmazonAccounts`.
@NullMarked
package io.stockrule.listing.account;

import org.jspecify.annotations.NullMarked;
