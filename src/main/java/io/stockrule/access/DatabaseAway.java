package io.stockrule.access;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/// Tells failures of the database as a whole, which pass, from failures of one statement, which are ours.
public final class DatabaseAway {
    /// Depth enough for any chain of causes, and an end for circular ones.
    private static final int LIMIT = 50;

    /// Connection failures, shutdowns, crashes and starts, and no connection left
    /// (https://www.postgresql.org/docs/18/errcodes-appendix.html).
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P05", "53300");

    private DatabaseAway() {}

    public static boolean is(Throwable failure) {
        var open = new ArrayDeque<Throwable>();
        open.add(failure);
        for (int seen = 0; seen < LIMIT && !open.isEmpty(); seen++) {
            var next = open.remove();
            if (next instanceof ConnectionException || (next instanceof SQLException sql && isConnection(sql))) {
                return true;
            }
            add(open, next.getCause());
            open.addAll(List.of(next.getSuppressed()));
        }
        return false;
    }

    private static void add(ArrayDeque<Throwable> open, @Nullable Throwable cause) {
        if (cause != null) {
            open.add(cause);
        }
    }

    private static boolean isConnection(SQLException e) {
        var state = e.getSQLState();
        return state == null ? isPoolExhausted(e) : state.startsWith("08") || STATES.contains(state);
    }

    /// Agroal gives no SQL state when no connection became free, or could be opened, in time.
    private static boolean isPoolExhausted(SQLException e) {
        return String.valueOf(e.getMessage()).contains("cquisition timeout");
    }
}
