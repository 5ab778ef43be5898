package io.stockrule.simulator.amazon;

import org.jspecify.annotations.Nullable;

/// How the reports of a seller come.
///
/// @param millis from the asking until it is done; it waits in the queue for half of it
/// @param cacheMillis a report that is asked for so soon after one that was made brings that one's rows again, and
///     does not say so
/// @param charset of the document
/// @param packed whether it is gzipped
record ReportStyle(long millis, long cacheMillis, String charset, boolean packed) {
    ReportStyle(long millis, long cacheMillis, @Nullable String charset, boolean packed) {
        this.millis = millis;
        this.cacheMillis = cacheMillis;
        this.charset = charset == null ? "UTF-8" : charset;
        this.packed = packed;
    }

    static final ReportStyle PLAIN = new ReportStyle(1_000, 0, "UTF-8", true);
}
