package io.stockrule.sync;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.TraceStep;
import java.util.List;

/// Why a number was decided, as it is kept for ever.
record Because(long listing, long profile, int profileVersion, ListingFacts facts, List<TraceStep> trace) {}
