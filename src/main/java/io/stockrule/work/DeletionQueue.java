package io.stockrule.work;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// Things of one kind that are gone for their merchants and of which something is left, and who is at it. Whoever
/// takes such a thing from its merchant notes it in the kind's table, which has these columns:
///
/// - `merchant_id`, and the id
/// - `started_at`, `deleted` (rows so far), `due_at` (not gone on with before)
/// - `lease_until` (somebody is at it until then), `fence` (number of the latest lease; older ones may not write)
/// - `failures` (in a row)
public final class DeletionQueue {
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final String table;
    private final String id;
    private final Jdbi database;
    private final InstantSource time;

    /// @param id name of the column with the ids
    public DeletionQueue(String table, String id, Jdbi database, InstantSource time) {
        this.table = table;
        this.id = id;
        this.database = database;
        this.time = time;
    }

    /// Takes one that nobody is at: first of the merchant who has the fewest at work, then the oldest.
    public Optional<DeletionClaim> claim() {
        var now = time.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> handle.createQuery(sql("""
                                with due as (
                                    select merchant_id, <id> from <table> d
                                    where due_at <= :now and (lease_until is null or lease_until <= :now)
                                    order by (
                                        select count(*) from <table> a
                                        where a.merchant_id = d.merchant_id and a.lease_until > :now),
                                        started_at
                                    limit 1
                                    for update skip locked)
                                update <table> d set lease_until = :lease, fence = d.fence + 1
                                from due
                                where (d.merchant_id, d.<id>) = (due.merchant_id, due.<id>)
                                returning d.merchant_id, d.<id>, d.fence
                                """))
                        .bind("now", now)
                        .bind("lease", now.plus(LEASE))
                        .map((row, _) -> new DeletionClaim(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .findOne()));
    }

    /// @param rows that are gone since the last time
    /// @return false if somebody else has taken it meanwhile
    boolean goesOn(DeletionClaim claim, int rows) {
        return change(
                claim,
                "lease_until = :lease, deleted = deleted + :rows, failures = 0",
                it -> it.bind("lease", time.instant().plus(LEASE)).bind("rows", rows));
    }

    /// Gives it back, to be gone on with at once by whoever may.
    void release(DeletionClaim claim) {
        change(claim, "lease_until = null", it -> it);
    }

    /// Tried again later, the later the more failures there were in a row: at most ten minutes.
    void failed(DeletionClaim claim) {
        change(claim, """
                lease_until = null, failures = failures + 1,
                due_at = :now::timestamptz + interval '1 second' * least(2 * power(2, least(failures, 10)), 600)
                """, it -> it.bind("now", time.instant()));
    }

    /// Nothing is left of it.
    ///
    /// @return how many rows it were; empty if somebody else has taken it meanwhile
    Optional<Long> end(DeletionClaim claim) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> handle.createQuery(sql("""
                                delete from <table>
                                where merchant_id = :merchant and <id> = :id and fence = :fence
                                returning deleted
                                """))
                        .bind("merchant", claim.merchantId())
                        .bind("id", claim.id())
                        .bind("fence", claim.fence())
                        .mapTo(Long.class)
                        .findOne()));
    }

    /// Changes its row, unless somebody else has taken it meanwhile.
    ///
    /// @param changes as SQL has them after `set`
    /// @return whether it did
    public boolean change(DeletionClaim claim, String changes, UnaryOperator<Update> bind) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle ->
                        bind.apply(handle.createUpdate(sql("""
                                        update <table> set <changes>
                                        where merchant_id = :merchant and <id> = :id and fence = :fence
                                        """).replace("<changes>", changes)))
                                        .bind("merchant", claim.merchantId())
                                        .bind("id", claim.id())
                                        .bind("fence", claim.fence())
                                        .execute()
                                == 1));
    }

    /// How many there are, and since when.
    Backlog backlog() {
        return new Backlog(
                sql("select count(*) from <table> where started_at <= :now"),
                sql("select min(started_at) from <table> where started_at <= :now"),
                database,
                time);
    }

    private String sql(String template) {
        return template.replace("<table>", table).replace("<id>", id);
    }
}
