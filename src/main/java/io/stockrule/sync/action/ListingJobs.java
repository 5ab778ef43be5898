package io.stockrule.sync.action;

import io.stockrule.activity.Activities;
import io.stockrule.database.Columns;
import io.stockrule.database.LongStatements;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import io.stockrule.sync.action.ListingJob.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The jobs as they are stored.
@ApplicationScoped
class ListingJobs {
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(20);

    private final Jdbi database;
    private final InstantSource time;
    private final ListingJobConfig config;
    private final Activities activities;

    ListingJobs(Jdbi database, InstantSource time, ListingJobConfig config, Activities activities) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.activities = activities;
    }

    /// @return empty when too many of the merchant's are under way
    @Transactional
    Optional<ListingJob> begin(long merchantId, ListingAction action, JobScope scope, String by) {
        return database.withHandle(handle -> {
            if (open(handle, merchantId) >= config.open()) {
                return Optional.empty();
            }
            var id = insert(handle, merchantId, action, scope, count(handle, merchantId, scope), by);
            activities.note(
                    merchantId,
                    Activities.Kind.LISTING_ACTION,
                    "%s asked for %s of %s (job %d)".formatted(by, action.title(), named(scope), id));
            return find(handle, merchantId, id, "");
        });
    }

    private static int open(Handle handle, long merchantId) {
        return handle.select("select count(*) from listing_job where merchant_id = ? and ended_at is null", merchantId)
                .mapTo(Integer.class)
                .one();
    }

    private static String named(JobScope scope) {
        return scope.chosen() == null
                ? "all listings that match"
                : scope.chosen().size() == 1
                        ? "listing " + scope.chosen().getFirst()
                        : scope.chosen().size() + " listings";
    }

    private static @Nullable Long count(Handle handle, long merchantId, JobScope scope) {
        if (scope.chosen() != null) {
            return (long) scope.chosen().size();
        }
        if (!scope.isCountable()) {
            return null;
        }
        LongStatements.allow(handle, LONGEST_COUNT); // a million listings to be counted
        return handle.createQuery("""
                        select count(*) from listing_state
                        where merchant_id = :merchant and (:list::bigint is null or selling_list_id = :list)
                            and (:statuses = '{}' or status = any(:statuses))
                            and (:standings = '{}' or standing = any(:standings))
                        """)
                .bind("merchant", merchantId)
                .bind("list", scope.sellingList())
                .bindArray("statuses", String.class, scope.filter().statusNames())
                .bindArray("standings", String.class, scope.filter().standingNames())
                .mapTo(Long.class)
                .one();
    }

    private long insert(
            Handle handle, long merchantId, ListingAction action, JobScope scope, @Nullable Long listings, String by) {
        return handle.createQuery("""
                        insert into listing_job (merchant_id, job_id, action, chosen, selling_list_id, sku, searched,
                            statuses, standings, listings, asked_by, asked_at, state, due_at)
                        values (:merchant, nextval('stockrule_id'), :action, case when :some then :chosen end, :list,
                            :sku, :text, :statuses, :standings, :listings, :by, :now, 'RUNNING', :now)
                        returning job_id
                        """)
                .bind("some", scope.chosen() != null)
                .bind("merchant", merchantId)
                .bind("action", action.name())
                .bindArray("chosen", Long.class, scope.chosen() == null ? List.of() : scope.chosen())
                .bind("list", scope.sellingList())
                .bind("sku", scope.sku())
                .bind("text", scope.text())
                .bindArray("statuses", String.class, scope.filter().statusNames())
                .bindArray("standings", String.class, scope.filter().standingNames())
                .bind("listings", listings)
                .bind("by", by)
                .bind("now", time.instant())
                .mapTo(Long.class)
                .one();
    }

    @Transactional
    Optional<ListingJob> find(long merchantId, long id) {
        return database.withHandle(handle -> find(handle, merchantId, id, ""));
    }

    private static Optional<ListingJob> find(Handle handle, long merchantId, long id, String lock) {
        return handle.createQuery("select * from listing_job where merchant_id = :merchant and job_id = :id " + lock)
                .bind("merchant", merchantId)
                .bind("id", id)
                .map((row, _) -> job(row))
                .findOne();
    }

    /// The newest first.
    @Transactional
    List<ListingJob> list(long merchantId, long before, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from listing_job where merchant_id = :merchant and job_id < :before
                        order by job_id desc limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> job(row))
                .list());
    }

    /// A job that is still to be gone on with, held; empty if it has ended or somebody else is at it.
    @Transactional(TxType.MANDATORY)
    Optional<ListingJob> hold(long merchantId, long id) {
        return database.withHandle(
                handle -> find(handle, merchantId, id, "and ended_at is null for update skip locked"));
    }

    /// The same, after whoever is at it.
    @Transactional(TxType.MANDATORY)
    Optional<ListingJob> await(long merchantId, long id) {
        return database.withHandle(handle -> find(handle, merchantId, id, "and ended_at is null for update"));
    }

    /// The next job that is due, held: of the merchant after the given one that has any, its oldest.
    @Transactional(TxType.MANDATORY)
    Optional<ListingJob> next(long afterMerchant) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from listing_job
                        where ended_at is null and due_at <= :now and merchant_id > :after
                        order by merchant_id, due_at limit 1
                        for update skip locked
                        """)
                .bind("now", time.instant())
                .bind("after", afterMerchant)
                .map((row, _) -> job(row))
                .findOne());
    }

    /// Its part is done.
    ///
    /// @param state how it stands now
    /// @param at everything up to there is done
    /// @param due when it is to be gone on with
    @Transactional(TxType.MANDATORY)
    void store(ListingJob job, State state, long at, List<JobResult> results, Instant due) {
        long done = results.stream().filter(it -> it.outcome().isDone()).count();
        long refused = results.size() - done;
        boolean ends = state == State.DONE || state == State.CANCELLED;
        database.useHandle(handle -> {
            handle.createUpdate("""
                            update listing_job set state = :state, at_listing = :at, done = done + :done,
                                refused = refused + :refused, due_at = :due, ended_at = :ended
                            where merchant_id = :merchant and job_id = :id
                            """)
                    .bind("merchant", job.merchantId())
                    .bind("id", job.id())
                    .bind("state", state.name())
                    .bind("at", at)
                    .bind("done", done)
                    .bind("refused", refused)
                    .bind("due", due)
                    .bind("ended", ends ? time.instant() : null)
                    .execute();
            insert(handle, job, results);
        });
        if (ends) {
            activities.note(
                    job.merchantId(),
                    Activities.Kind.LISTING_ACTION,
                    "%s asked for by %s (job %d) %s: %d done, %d not"
                            .formatted(
                                    job.action().title(),
                                    job.by(),
                                    job.id(),
                                    state == State.DONE ? "has come to its end" : "was cancelled",
                                    job.done() + done,
                                    job.refused() + refused));
        }
    }

    private static void insert(Handle handle, ListingJob job, List<JobResult> results) {
        if (results.isEmpty()) {
            return;
        }
        Columns.of(results)
                .longs("listings", JobResult::listing)
                .texts("outcomes", it -> it.outcome().name())
                .texts("skus", it -> it.sellerSku().orElse(null))
                .texts("told", JobResult::told)
                .bindTo(handle.createUpdate("""
                        insert into listing_job_result (merchant_id, job_id, listing_id, outcome, seller_sku, told)
                        select :merchant, :job, * from unnest(:listings, :outcomes, :skus, :told)
                        """))
                .bind("merchant", job.merchantId())
                .bind("job", job.id())
                .execute();
    }

    /// Forgets jobs that ended long ago, with their results.
    ///
    /// @param most results of one job are many: this counts rows of both
    /// @return how many rows it was
    @Transactional
    int forget(int most) {
        return database.withHandle(handle -> {
            var old = handle.createQuery("""
                            select merchant_id, job_id from listing_job where ended_at < :before
                            order by ended_at limit 1 for update skip locked
                            """)
                    .bind("before", time.instant().minus(config.kept()))
                    .map((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
                    .findOne();
            if (old.isEmpty()) {
                return 0;
            }
            int results = handle.execute("""
                    delete from listing_job_result where merchant_id = ? and job_id = ? and listing_id in (
                        select listing_id from listing_job_result where merchant_id = ? and job_id = ? limit ?)
                    """, old.get()[0], old.get()[1], old.get()[0], old.get()[1], most);
            if (results < most) {
                handle.execute(
                        "delete from listing_job where merchant_id = ? and job_id = ?", old.get()[0], old.get()[1]);
            }
            return most; // there may be others
        });
    }

    private static ListingJob job(ResultSet row) throws SQLException {
        var chosen = row.getArray("chosen");
        var scope = new JobScope(
                chosen == null ? null : List.of((Long[]) chosen.getArray()),
                row.getObject("selling_list_id", Long.class),
                row.getString("sku"),
                row.getString("searched"),
                Arrays.stream((String[]) row.getArray("statuses").getArray())
                        .map(ListingStatus::valueOf)
                        .toList(),
                Arrays.stream((String[]) row.getArray("standings").getArray())
                        .map(ListingStanding::valueOf)
                        .toList());
        var listings = row.getObject("listings", Long.class);
        return new ListingJob(
                row.getLong("merchant_id"),
                row.getLong("job_id"),
                ListingAction.valueOf(row.getString("action")),
                scope,
                listings == null ? OptionalLong.empty() : OptionalLong.of(listings),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                row.getLong("at_listing"),
                row.getLong("done"),
                row.getLong("refused"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
