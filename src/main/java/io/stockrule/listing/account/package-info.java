/// A merchant's Amazon accounts: how they are entered, changed and deleted, and their credentials at rest. What others
/// need of an account to send to it is at the root, in `AmazonAccounts`.
///
/// An account that is deleted is gone at once ([AccountDeletions]); what it leaves behind is deleted part by part
/// ([AccountRemains]).
@NullMarked
package io.stockrule.listing.account;

import org.jspecify.annotations.NullMarked;
