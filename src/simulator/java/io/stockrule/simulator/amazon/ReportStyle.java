package io.stockrule.simulator.amazon;

import org.jspecify.annotations.Nullable;

/// How the reports of a seller come.
///
/// @param millis from the asking until it is done; it waits in the queue for half of it
/// @param cacheMillis a report that is asked for so soon after one that was made brings that one's rows again, and
///     does not say so
/// @param charset of the document
/// @param packed whether it is gzipped
/// @param more text that comes after the listings as it is, where a seller's own are not odd enough
record ReportStyle(long millis, long cacheMillis, String charset, boolean packed, String more) {
    ReportStyle(long millis, long cacheMillis, @Nullable String charset, boolean packed, @Nullable String more) {
        this.millis = millis;
        this.cacheMillis = cacheMillis;
        this.charset = charset == null ? "UTF-8" : charset;
        this.packed = packed;
        this.more = more == null ? "" : more;
    }

    static final ReportStyle PLAIN = new ReportStyle(1_000, 0, "UTF-8", true, "");
}
