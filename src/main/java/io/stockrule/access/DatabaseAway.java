package io.stockrule.access;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/// Tells failures of the database as a whole, which pass, from failures of one statement, which are ours.
public final class DatabaseAway {
    /// Depth enough for any chain of causes, and an end for circular ones.
    private static final int LIMIT = 50;

    private static final String NO_CONNECTION_LEFT = "53300";

    /// Connection failures, shutdowns, crashes and starts, connections ended because they or their transaction stood
    /// still, no connection left, no memory
    /// (https://www.postgresql.org/docs/18/errcodes-appendix.html).
    private static final Set<String> STATES =
            Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04", NO_CONNECTION_LEFT, "53200", "53400");

    private static final String READ_ONLY = "25006";

    /// Deadlocks and what cannot be put in a row, locks that are not had in time, statements that take too long.
    private static final Set<String> HELD_UP = Set.of("40001", "40P01", "55P03", "57014");

    private DatabaseAway() {}

    public static boolean is(Throwable failure) {
        return anywhere(
                failure, cause -> cause instanceof ConnectionException || isConnection(cause) || storesNothing(cause));
    }

    /// The database is there but can store nothing: no space, a broken disk, or it takes no writes.
    static boolean cannotStore(Throwable failure) {
        return anywhere(failure, DatabaseAway::storesNothing);
    }

    /// Somebody else holds what a statement wanted, or it took longer than it may: another time it may go well.
    public static boolean isHeldUp(Throwable failure) {
        return anywhere(failure, cause -> state(cause).filter(HELD_UP::contains).isPresent());
    }

    private static boolean anywhere(Throwable failure, Predicate<Throwable> sought) {
        var open = new ArrayDeque<Throwable>();
        open.add(failure);
        for (int seen = 0; seen < LIMIT && !open.isEmpty(); seen++) {
            var next = open.remove();
            if (sought.test(next)) {
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

    private static Optional<String> state(Throwable cause) {
        return cause instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()) : Optional.empty();
    }

    private static boolean isConnection(Throwable cause) {
        return state(cause)
                .map(state -> state.startsWith("08") || STATES.contains(state))
                .orElseGet(() -> cause instanceof SQLException sql && isPoolExhausted(sql));
    }

    /// Of class 53 only what is a lack of space.
    private static boolean storesNothing(Throwable cause) {
        return state(cause)
                .filter(state -> state.equals(READ_ONLY)
                        || state.startsWith("58")
                        || (state.startsWith("53") && !STATES.contains(state)))
                .isPresent();
    }

    /// Agroal gives no SQL state when no connection became free, or could be opened, in time.
    private static boolean isPoolExhausted(SQLException e) {
        return String.valueOf(e.getMessage()).contains("cquisition timeout");
    }
}
