package io.stockrule.language.learning;

import io.stockrule.stock.ListingFacts;
import java.util.OptionalInt;

/// What an old tool made of a listing.
///
/// @param line where the file says so, from 1
/// @param listed the number that it sent; empty where it sent none
public record OldListing(long line, ListingFacts facts, OptionalInt listed) {}
