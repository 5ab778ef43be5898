package io.stockrule.database;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// How long a statement may take. Every connection begins with limits below the 4 seconds that a webhook has
/// (`application.properties`); work that takes longer for a reason says so with this, for its own transaction.
public final class LongStatements {
    private LongStatements() {}

    /// The statements that follow in this transaction may take so long each.
    public static void allow(Handle handle, Duration statement) {
        handle.select("select set_config('statement_timeout', ?, true)", Long.toString(statement.toMillis()))
                .mapTo(String.class)
                .one();
    }
}
