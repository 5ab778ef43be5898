package io.stockrule.listing.collection;

import jakarta.enterprise.inject.spi.CDI;

/// What the worker does, which is off.
public final class TestFollowing {
    private TestFollowing() {}

    /// Until all lists have the members of their collections.
    public static void follow() {
        CDI.current().select(FollowWorker.class).get().follow();
    }

    /// How many notes of changed members there are.
    public static int notes() {
        return CDI.current().select(FollowRows.class).get().changes(1_000).size();
    }
}
