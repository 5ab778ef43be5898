package io.stockrule.rules;

import io.stockrule.language.Profile;
import io.stockrule.stock.ListingFacts;

/// One listing to be decided by one profile.
public record Question(Profile profile, ListingFacts facts) {}
