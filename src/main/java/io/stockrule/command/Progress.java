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
        count(done, "decided");
    }

    /// @param what has been done to so many
    void count(long done, String what) {
        if (isShown && System.nanoTime() - last > INTERVAL) {
            show(String.format(Locale.ROOT, "%,d %s", done, what));
        }
    }

    /// Begins something that may take long.
    void begin(String what) {
        if (isShown) {
            show(what);
        }
    }

    private void show(String line) {
        last = System.nanoTime();
        isThere = true;
        err.print(CLEAR + line);
        err.flush();
    }

    /// Leaves nothing behind.
    void end() {
        if (isThere) {
            err.print(CLEAR);
            err.flush();
            isThere = false;
        }
    }

    void say(String line) {
        err.println(isThere ? CLEAR + line : line);
        isThere = false;
    }
}
