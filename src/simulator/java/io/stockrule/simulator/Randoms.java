package io.stockrule.simulator;

import java.util.UUID;

/// Values nobody has to predict.
public final class Randoms {
    private Randoms() {}

    public static String id() {
        return UUID.randomUUID().toString();
    }

    public static String token() {
        return (id() + id()).replace("-", "");
    }
}
