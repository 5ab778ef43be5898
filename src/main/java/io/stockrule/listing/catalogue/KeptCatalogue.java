package io.stockrule.listing.catalogue;

import java.time.Instant;

/// What Amazon said in the last report that was read to its end.
///
/// @param reading which rows are its own
/// @param dataAt it says what was so then, or some hours before
/// @param listed rows
/// @param odd rows that could not be taken
/// @param keptUntil when it goes, if nobody asks for another
public record KeptCatalogue(
        CatalogueKey key, long reading, Instant readAt, Instant dataAt, long listed, long odd, Instant keptUntil) {}
