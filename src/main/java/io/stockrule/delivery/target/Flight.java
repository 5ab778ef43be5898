package io.stockrule.delivery.target;

import java.time.Instant;
import java.util.OptionalInt;

/// The one request that is under way for a target.
///
/// @param number the wish it fulfils
/// @param asked true when a person asked for it; a request that never left must not forget that
/// @param until end of the lease: whoever has not come back by then counts as lost
public record Flight(
        long number, int quantity, OptionalInt handlingDays, boolean asked, Instant startedAt, Instant until) {}
