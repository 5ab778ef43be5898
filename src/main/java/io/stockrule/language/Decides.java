package io.stockrule.language;

import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;

/// Facts in, one decision out. The [Interpreter] is one; the built rules, which know included files too, are another.
@FunctionalInterface
public interface Decides {
    Decision decide(Profile profile, ListingFacts facts);
}
