/// The reading of whole shops, asked for or each night ([NightlyReadings]): [ImportWorker] finds what is due,
/// [ImportRun] goes on with one import, [ImportReader] reads it part by part, and [Imports] keeps how far each has
/// come.
@NullMarked
package io.stockrule.shopify.importing;

import org.jspecify.annotations.NullMarked;
