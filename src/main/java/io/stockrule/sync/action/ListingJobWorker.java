package io.stockrule.sync.action;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.access.DatabaseAway;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Cleaning;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import org.jboss.logging.Logger;

/// Goes on with the jobs, part by part, merchants in turns. A part that fails is done listing by listing, so
/// that one which cannot be done keeps no other from it.
@ApplicationScoped
class ListingJobWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(ListingJobWorker.class);

    /// Listings of a part. The merchant's stock changes and links wait for as long as it takes.
    static final int PART = 250;

    private final ListingJobs jobs;
    private final JobRun run;
    private final ListingJobConfig config;
    private final Worker worker;
    private final Cleaning cleaning;
    private long last;

    ListingJobWorker(ListingJobs jobs, JobRun run, ListingJobConfig config) {
        this.jobs = jobs;
        this.run = run;
        this.config = config;
        this.worker = new Worker("listing jobs", config.poll(), this::advance);
        this.cleaning = new Cleaning("listing jobs", jobs::forget);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
            cleaning.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        cleaning.stop();
    }

    /// Does the next part of the next job.
    ///
    /// @return false if none is due, or others are at them
    boolean advance() {
        var taken = new ArrayList<ListingJob>(1); // known also when its part fails
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> jobs.next(last).or(() -> jobs.next(0)).ifPresent(job -> {
                        taken.add(job);
                        run.part(job, PART);
                    }));
        } catch (RuntimeException e) {
            if (taken.isEmpty()) {
                throw e;
            }
            oneByOne(taken.getFirst(), e);
        }
        last = taken.isEmpty() ? 0 : taken.getFirst().merchantId();
        return !taken.isEmpty();
    }

    /// The first part of a job that was begun just now, in the caller's time: what concerns few listings is
    /// done when the call is answered.
    void begun(ListingJob job) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> jobs.hold(job.merchantId(), job.id()).ifPresent(it -> run.part(it, PART)));
        } catch (RuntimeException e) {
            oneByOne(job, e);
        }
        worker.wake();
    }

    private void oneByOne(ListingJob job, RuntimeException failure) {
        if (DatabaseAway.is(failure)) {
            throw failure;
        }
        LOG.warnf(failure, "a part of job %d of merchant %d failed; it is done one by one", job.id(), job.merchantId());
        int left = PART;
        while (left > 0 && one(job)) {
            left--;
        }
    }

    /// @return whether there is more
    private boolean one(ListingJob job) {
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> jobs.hold(job.merchantId(), job.id())
                            .filter(it -> run.part(it, 1))
                            .isPresent());
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            LOG.warnf(e, "a listing of job %d of merchant %d cannot be done", job.id(), job.merchantId());
            QuarkusTransaction.requiringNew()
                    .run(() -> jobs.hold(job.merchantId(), job.id()).ifPresent(run::skip));
            return true;
        }
    }
}
