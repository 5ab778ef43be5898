package io.stockrule.sync.action;

import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.stop.Stops;
import io.stockrule.sync.action.ListingJob.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.InstantSource;
import java.util.List;

/// Ends a job before its time, when the part that is being done is over.
@ApplicationScoped
class JobCancel {
    private final ListingJobs jobs;
    private final Stops stops;
    private final StaleTargets stale;
    private final InstantSource time;

    JobCancel(ListingJobs jobs, Stops stops, StaleTargets stale, InstantSource time) {
        this.jobs = jobs;
        this.stops = stops;
        this.stale = stale;
        this.time = time;
    }

    @Transactional(TxType.MANDATORY)
    void cancel(ListingJob job) {
        var held = jobs.await(job.merchantId(), job.id());
        if (held.isEmpty()) {
            return;
        }
        stale.linksChange(job.merchantId()); // whoever deletes listings takes their stops in another order
        stops.stay(job.merchantId(), job.id());
        jobs.store(held.get(), State.CANCELLED, held.get().at(), List.of(), time.instant());
    }
}
