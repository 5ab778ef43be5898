package io.stockrule.simulator;

import java.util.UUID;

/// Values nobody has to predict.
final class Randoms {
    private Randoms() {}

    static String id() {
        return UUID.randomUUID().toString();
    }

    static String token() {
        return (id() + id()).replace("-", "");
    }
}
