/// Stock files decided by a profile, without a database: our own CSV and Shopify's exports of inventory and products.
///
/// Read it in the order it runs: [DecideRun] reads the header with [StockHeader] and the rows with [StockRows], gathers
/// the rows of one variant where each location has its own ([Gathered], which learns from [Scattered] which ones to
/// keep), has [Batches] decide them a batch at a time while it reads on, and tells an [Answers] what becomes of each.
@NullMarked
package io.stockrule.stockfile;

import org.jspecify.annotations.NullMarked;
