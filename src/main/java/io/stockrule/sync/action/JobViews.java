package io.stockrule.sync.action;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.DeliveryState;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import io.stockrule.sync.action.JobResult.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// Shows jobs and what became of their listings.
@ApplicationScoped
class JobViews {
    private final Jdbi database;
    private final Deliveries deliveries;

    JobViews(Jdbi database, Deliveries deliveries) {
        this.database = database;
        this.deliveries = deliveries;
    }

    /// A job as the API shows it.
    ///
    /// @param listings how many it is for; absent where that is found out on the way
    /// @param done of these
    /// @param refused of these it was refused for, or something went wrong
    /// @param leaving how many are stopped and leave their lists when Amazon shows their 0
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record JobView(
            long id,
            ListingAction action,
            ListingJob.State state,
            OptionalLong listings,
            long done,
            long refused,
            long leaving,
            String askedBy,
            Instant askedAt,
            Optional<Instant> endedAt) {}

    @Transactional
    List<JobView> of(List<ListingJob> jobs) {
        var leaving = new HashMap<Long, Long>();
        for (var job : jobs) {
            if (job.state() == ListingJob.State.WAITING
                    || job.action() == ListingAction.STOP_AND_REMOVE && job.isOpen()) {
                leaving.put(job.id(), leaving(job));
            }
        }
        return jobs.stream()
                .map(job -> new JobView(
                        job.id(),
                        job.action(),
                        job.state(),
                        job.listings(),
                        job.done(),
                        job.refused(),
                        leaving.getOrDefault(job.id(), 0L),
                        job.by(),
                        job.askedAt(),
                        job.endedAt()))
                .toList();
    }

    private long leaving(ListingJob job) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from listing_stop where merchant_id = ? and job_id = ? and leaves",
                        job.merchantId(),
                        job.id())
                .mapTo(Long.class)
                .one());
    }

    /// What became of a job's listings, in the order of their ids.
    @Transactional
    List<JobResult> results(ListingJob job, Optional<Outcome> outcome, long after, int limit) {
        var rows = database.withHandle(handle -> handle.createQuery("""
                        select r.listing_id, r.outcome, r.seller_sku, r.told, l.amazon_account_id,
                            l.seller_sku as sku_now, s.job_id = r.job_id and s.leaves as leaves
                        from listing_job_result r
                        left join listing l on l.merchant_id = r.merchant_id and l.listing_id = r.listing_id
                        left join listing_stop s on s.merchant_id = r.merchant_id and s.listing_id = r.listing_id
                        where r.merchant_id = :merchant and r.job_id = :job and r.listing_id > :after
                            and (:outcome::text is null or r.outcome = :outcome)
                        order by r.listing_id limit :limit
                        """)
                .bind("merchant", job.merchantId())
                .bind("job", job.id())
                .bind("after", after)
                .bind("outcome", outcome.map(Outcome::name))
                .bind("limit", limit)
                .map((row, _) -> Row.of(job.merchantId(), row))
                .list());
        var states = states(rows);
        return rows.stream().map(row -> row.now(states)).toList();
    }

    private Map<TargetKey, DeliveryState> states(List<Row> rows) {
        var targets = rows.stream()
                .map(Row::target)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return deliveries.states(targets).stream().collect(toMap(DeliveryState::target, it -> it));
    }

    /// @param there it is in its list
    /// @param leaves it will leave it
    private record Row(JobResult result, boolean there, boolean leaves, Optional<TargetKey> target) {
        static Row of(long merchantId, ResultSet row) throws SQLException {
            var result = new JobResult(
                    row.getLong("listing_id"),
                    Outcome.valueOf(row.getString("outcome")),
                    Optional.ofNullable(row.getString("seller_sku")),
                    row.getString("told"));
            var account = row.getObject("amazon_account_id", Long.class);
            var target = account == null
                    ? Optional.<TargetKey>empty()
                    : Optional.ofNullable(row.getString("sku_now"))
                            .map(sku -> new TargetKey(new AccountKey(merchantId, account), sku));
            return new Row(result, account != null, row.getBoolean("leaves"), target);
        }

        /// What was to leave may have left, or may not be to leave any more.
        JobResult now(Map<TargetKey, DeliveryState> states) {
            if (result.outcome() != Outcome.LEAVING) {
                return result;
            }
            if (!there) {
                return result.told(Outcome.DONE, "it has left its list");
            }
            if (!leaves) {
                return result.told(Outcome.STAYED, "it stays in its list: something else was wanted of it since");
            }
            var reason = target.map(states::get).map(it -> it.status().reason()).orElse("");
            return result.told(Outcome.LEAVING, result.told() + (reason.isEmpty() ? "" : ". Now: " + reason));
        }
    }
}
