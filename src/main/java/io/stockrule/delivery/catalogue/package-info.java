/// The daily look at a large account by Amazon's report of all listings, instead of many single reads.
///
/// [CatalogueReportWorker] takes one step after the other with each [CatalogueReport]: [CatalogueSteps] asks for it,
/// sees
/// whether it is made, and has it read; [ReportComparison] compares its rows with what was last seen. A report spares
/// single reads, or causes them. It never changes what is believed of a target, ends no delivery and lets nothing be
/// sent: what it says may be hours old.
@NullMarked
package io.stockrule.delivery.catalogue;

import org.jspecify.annotations.NullMarked;
