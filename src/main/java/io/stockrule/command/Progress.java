package io.stockrule.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// A line on the terminal that counts, and gives way to everything else that is said.
final class Progress {
    private static final long INTERVAL = Duration.ofMillis(200).toNanos();
    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter err;
    private final boolean isShown;
    private long last = System.nanoTime();
    private boolean isThere;

    /// @param isShown whether a person watches; `bin/stockrule` knows
    Progress(PrintWriter err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    void count(long done) {
        if (isShown && System.nanoTime() - last > INTERVAL) {
            last = System.nanoTime();
            isThere = true;
            err.printf(Locale.ROOT, "%s%,d decided", CLEAR, done);
            err.flush();
        }
    }

    void say(String line) {
        err.println(isThere ? CLEAR + line : line);
        isThere = false;
    }
}
