/// Levels that changed without a word: every few minutes [SweepWorker] has each shop asked which levels changed since
/// the last time ([Sweep], [ChangeReader]), and the ledger takes what it did not know. [Sweeps] keeps how far each shop
/// has been asked, and [FoundLevels] tells what was other than known, and why. What leaves no trace in a level's time
/// is left to the nightly reading of the whole shop.
@NullMarked
package io.stockrule.shopify.sweep;

import org.jspecify.annotations.NullMarked;
