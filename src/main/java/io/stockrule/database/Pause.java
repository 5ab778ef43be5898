package io.stockrule.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Between two looks at something that is about to happen.
final class Pause {
    private Pause() {}

    static void brief() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
}
