package io.stockrule.database;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that somebody else runs. It may be a moment late at the start.
final class DatabaseOfYourOwn {
    private DatabaseOfYourOwn() {}

    /// Returns when the database lets us in. A database that refuses us is not waited for.
    static void await(String url, Login login, Duration limit) {
        long start = System.nanoTime();
        boolean told = false;
        for (var failure = tryOnce(url, login); failure != null; failure = tryOnce(url, login)) {
            if (!mayPass(failure) || System.nanoTime() - start > limit.toNanos()) {
                throw new DatabaseException(
                        "The database %s cannot be used: %s".formatted(address(url), failure.getMessage()), failure);
            }
            if (!told) {
                tell("Waiting up to %d s for the database %s: %s"
                        .formatted(limit.toSeconds(), address(url), failure.getMessage()));
                told = true;
            }
            Pause.brief();
        }
    }

    private static @Nullable SQLException tryOnce(String url, Login login) {
        try (var _ = login.connect(url)) {
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /// Not reachable, starting, stopping, or all connections taken
    /// (https://www.postgresql.org/docs/18/errcodes-appendix.html).
    private static boolean mayPass(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }

    /// Without parameters, which may hold a password.
    private static String address(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    /// The log is not open yet.
    @SuppressWarnings("SystemOut")
    private static void tell(String message) {
        System.out.println(message);
    }
}
