/// The reading of whole shops, asked for or each night ([NightlyReadings]): [ImportWorker] finds what is due,
/// [ImportQueue] says whose turn it is, [ImportRun] goes on with one import, and [Imports] keeps how far each has come.
/// Small shops are read page by page ([ImportReader]), large ones from files that Shopify writes ([StagedSource]);
/// [PageWriter] writes what was read.
@NullMarked
package io.stockrule.shopify.importing;

import org.jspecify.annotations.NullMarked;
