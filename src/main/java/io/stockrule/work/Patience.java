package io.stockrule.work;

import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// How long a transaction waits for what others hold.
///
/// @param lock for one lock
/// @param statement for one statement, locks included
public record Patience(Duration lock, Duration statement) {
    /// Among those who share a transaction, one whose rows are locked would hold up all others.
    static final Patience TOGETHER = new Patience(Duration.ofMillis(30), Duration.ofSeconds(1));

    /// Nobody else waits; below the 4 s in which a webhook is answered.
    static final Patience ALONE = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(3));

    /// Holds the open transaction to it.
    public void hold(Jdbi database) {
        database.useHandle(handle -> handle.createQuery(setting()).mapToMap().one());
    }

    /// What holds the transaction to it, for a text of several statements; it answers a row.
    public String setting() {
        return "select set_config('lock_timeout', '%dms', true) locks, set_config('statement_timeout', '%dms', true) statements"
                .formatted(lock.toMillis(), statement.toMillis());
    }
}
