package io.stockrule.language;

import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;

/// The meaning of a profile in plain Java: the reference that the rules must agree with, decision and trace.
public final class Interpreter {
    private Interpreter() {}

    public static Decision decide(Profile profile, ListingFacts facts) {
        throw new UnsupportedOperationException("not yet");
    }
}
