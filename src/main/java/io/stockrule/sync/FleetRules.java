package io.stockrule.sync;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.rules.RulesInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which rules are in force where replicas have different ones: of all that a living replica has, those that came up
/// last. A replica with others decides nothing.
///
/// Rules come up when a replica starts with files that no replica ever had, or when its files change while it runs. A
/// start with files that were there before does not bring them up again: a replica that was left with old files, and is
/// started again and again, does not take over each time. So after a rolling restart that goes back to older files,
/// these are in force once the last replica with the newer ones is gone; and when the only replica with newer files
/// dies, the others take over after [SyncConfig#replicaGoneAfter].
///
/// Nothing here is told from one replica to the other: each asks the database, after it has claimed targets. So either
/// it sees the newer rules, or its claim is older than they are, and then their fan-out has it decided again.
@ApplicationScoped
class FleetRules {
    private static final Logger LOG = Logger.getLogger(FleetRules.class);

    private final UUID replica = UUID.randomUUID();
    private final Jdbi database;
    private final InstantSource time;
    private final SyncConfig config;
    private volatile Optional<RulesInUse> ours = Optional.empty();

    FleetRules(Jdbi database, InstantSource time, SyncConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// The rules that this replica decides by; empty until they are tried, and where it decides nothing.
    Optional<RulesInUse> ours() {
        return ours;
    }

    /// From now on this replica has these rules: it starts, or its files have changed.
    void take(RulesInUse rules) {
        boolean cameUpNow = ours.filter(before -> !before.equals(rules)).isPresent();
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> {
                    handle.execute("lock table rule_set in share row exclusive mode");
                    number(handle, rules.fingerprint(), cameUpNow);
                    see(handle, rules.fingerprint());
                }));
        ours = Optional.of(rules);
    }

    private static void number(Handle handle, String fingerprint, boolean cameUpNow) {
        handle.createUpdate("""
                        insert into rule_set as known (fingerprint, number)
                        select :fingerprint, coalesce(max(number), 0) + 1 from rule_set
                        on conflict (fingerprint) do update set number = excluded.number
                        where :cameUpNow and known.number < excluded.number - 1
                        """)
                .bind("fingerprint", fingerprint)
                .bind("cameUpNow", cameUpNow)
                .execute();
    }

    /// This replica is alive.
    void alive() {
        ours.map(RulesInUse::fingerprint)
                .ifPresent(fingerprint -> QuarkusTransaction.requiringNew()
                        .run(() -> database.useHandle(handle -> see(handle, fingerprint))));
    }

    private void see(Handle handle, String fingerprint) {
        var now = time.instant();
        handle.createUpdate("""
                        insert into deciding_replica (replica_id, fingerprint, seen_at)
                        values (:replica, :fingerprint, :now)
                        on conflict (replica_id) do update
                        set fingerprint = excluded.fingerprint, seen_at = excluded.seen_at
                        """)
                .bind("replica", replica)
                .bind("fingerprint", fingerprint)
                .bind("now", now)
                .execute();
        handle.createUpdate("delete from deciding_replica where seen_at <= :gone")
                .bind("gone", now.minus(config.replicaGoneAfter()))
                .execute();
    }

    /// This replica decides no more; the others need not wait for its rules. If the database is away, they wait as they
    /// do for a replica that was killed.
    void leave() {
        if (ours.isEmpty()) {
            return;
        }
        ours = Optional.empty();
        try {
            database.useHandle(handle -> handle.execute("delete from deciding_replica where replica_id = ?", replica));
        } catch (RuntimeException e) {
            LOG.warnf(e, "the other replicas take this one for dead only after %s", config.replicaGoneAfter());
        }
    }

    /// Whether nobody has rules that came up later. Never of other rules than this replica has told of.
    boolean areInForce(RulesInUse rules) {
        return ours.filter(told -> !told.equals(rules)).isEmpty()
                && inForce()
                        .filter(newest -> !newest.equals(rules.fingerprint()))
                        .isEmpty();
    }

    private Optional<String> inForce() {
        return database.withHandle(handle -> handle.createQuery("""
                        select fingerprint from deciding_replica join rule_set using (fingerprint)
                        where seen_at > :gone
                        order by number desc limit 1
                        """)
                .bind("gone", time.instant().minus(config.replicaGoneAfter()))
                .mapTo(String.class)
                .findOne());
    }
}
