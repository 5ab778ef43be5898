package io.stockrule.sync.action;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.DeliveryState;
import io.stockrule.delivery.target.TargetStatus;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.stop.Stops;
import io.stockrule.listing.stop.Stops.Leaving;
import io.stockrule.sync.action.JobResult.Outcome;
import io.stockrule.sync.action.ListingJob.State;
import io.stockrule.sync.view.ListingFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Does a part of a job that the caller holds, in the caller's transaction.
@ApplicationScoped
class JobRun {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Jdbi database;
    private final InstantSource time;
    private final ListingJobConfig config;
    private final ListingJobs jobs;
    private final ListingFinder finder;
    private final Deliveries deliveries;
    private final Stops stops;
    private final StaleTargets stale;

    JobRun(
            Jdbi database,
            InstantSource time,
            ListingJobConfig config,
            ListingJobs jobs,
            ListingFinder finder,
            Deliveries deliveries,
            Stops stops,
            StaleTargets stale) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.jobs = jobs;
        this.finder = finder;
        this.deliveries = deliveries;
        this.stops = stops;
        this.stale = stale;
    }

    /// The next listings of a job.
    ///
    /// @param goOnAfter empty when these are the last
    private record Next(List<Long> listings, Optional<Long> goOnAfter) {}

    /// @param most the most listings of the part
    /// @return whether there is more to be done at once
    @Transactional(TxType.MANDATORY)
    boolean part(ListingJob job, int most) {
        if (job.state() == State.WAITING) {
            return leave(job, most);
        }
        var next = next(job, most); // before the links are held: a search takes its time
        return moveOn(job, next, next.listings().isEmpty() ? List.of() : act(job, next.listings()));
    }

    /// The next listing of a job is left as it is: it could not be done.
    @Transactional(TxType.MANDATORY)
    void skip(ListingJob job) {
        if (job.state() == State.WAITING) {
            skipLeaving(job);
            return;
        }
        var next = next(job, 1);
        moveOn(
                job,
                next,
                next.listings().stream()
                        .map(id -> new JobResult(
                                id,
                                Outcome.FAILED,
                                Optional.empty(),
                                "something went wrong here, and the listing is as it was: try again"))
                        .toList());
    }

    /// It is looked at again in the next round.
    private void skipLeaving(ListingJob job) {
        var now = time.instant();
        var page = stops.leaving(job.merchantId(), job.id(), job.at(), 1);
        long at = page.isEmpty() ? 0 : page.getFirst().listingId();
        jobs.store(job, State.WAITING, at, List.of(), page.isEmpty() ? now.plus(LONGEST_PAUSE) : now);
    }

    private Next next(ListingJob job, int most) {
        var chosen = job.scope().chosen();
        if (chosen != null) {
            var rest = chosen.stream().filter(id -> id > job.at()).toList();
            return rest.size() <= most
                    ? new Next(rest, Optional.empty())
                    : new Next(rest.subList(0, most), Optional.of(rest.get(most - 1)));
        }
        var found = finder.find(job.merchantId(), job.scope().filter(), job.at(), most);
        var meant = found.listings().stream().filter(id -> id < job.id()).toList();
        return new Next(
                meant,
                found.goOnAfter().filter(_ -> meant.size() == found.listings().size()));
    }

    private boolean moveOn(ListingJob job, Next next, List<JobResult> results) {
        if (next.goOnAfter().isPresent()) {
            jobs.store(job, State.RUNNING, next.goOnAfter().get(), results, time.instant());
            return true;
        }
        boolean waits = job.action() == ListingAction.STOP_AND_REMOVE;
        jobs.store(job, waits ? State.WAITING : State.DONE, 0, results, time.instant());
        return waits;
    }

    private List<JobResult> act(ListingJob job, List<Long> ids) {
        stale.linksChange(job.merchantId());
        var listings = database.withHandle(handle -> ActedListing.of(handle, job.merchantId(), ids));
        var states = states(listings.stream()
                .map(ActedListing::target)
                .flatMap(Optional::stream)
                .toList());
        var results = new HashMap<Long, JobResult>();
        for (var listing : listings) {
            var state = listing.target().map(states::get);
            results.put(listing.id(), Verdict.of(job.action(), listing, state));
        }
        var done = listings.stream()
                .filter(listing ->
                        requireNonNull(results.get(listing.id())).outcome().isDone())
                .toList();
        act(job, done);
        return ids.stream()
                .map(id -> results.getOrDefault(
                        id, new JobResult(id, Outcome.REFUSED, Optional.empty(), "there is no such listing")))
                .toList();
    }

    private void act(ListingJob job, Collection<ActedListing> done) {
        var ids = done.stream().map(ActedListing::id).toList();
        switch (job.action()) {
            case UPDATE_QUANTITY -> {}
            case STOP -> stops.stop(job.merchantId(), ids, job.by(), job.id(), false);
            case STOP_AND_REMOVE -> stops.stop(job.merchantId(), ids, job.by(), job.id(), true);
            case RESUME -> stops.resume(job.merchantId(), ids);
        }
        // A person asked for it: it waits in no wave, and is sent changed or not.
        if (job.scope().chosen() != null) {
            stale.ask(job.merchantId(), ids);
        } else {
            var targets = done.stream().map(ActedListing::target).flatMap(Optional::stream);
            stale.fanOut(targets.distinct().toList(), true);
        }
    }

    private Map<TargetKey, DeliveryState> states(Collection<TargetKey> targets) {
        return deliveries.states(targets).stream().collect(toMap(DeliveryState::target, Function.identity()));
    }

    /// Takes those out of their lists whose 0 Amazon shows, and looks at the others again later.
    private boolean leave(ListingJob job, int most) {
        var now = time.instant();
        var page = stops.leaving(job.merchantId(), job.id(), job.at(), most);
        var states = states(
                page.stream().map(Leaving::target).flatMap(Optional::stream).toList());
        var may = new ArrayList<Leaving>();
        for (var leaving : page) {
            if (leaving.target().isEmpty()
                    || isZero(leaving, states.get(leaving.target().get()))) {
                may.add(leaving);
            }
        }
        if (!may.isEmpty()) {
            stops.remove(job.merchantId(), may);
        }
        if (page.size() == most) {
            jobs.store(job, State.WAITING, page.getLast().listingId(), List.of(), now);
            return true;
        }
        boolean none = stops.leaving(job.merchantId(), job.id(), 0, 1).isEmpty();
        jobs.store(job, none ? State.DONE : State.WAITING, 0, List.of(), now.plus(pause(job, now)));
        return false;
    }

    /// Nothing about it is still to be decided, to be sent or to be read.
    private static boolean isZero(Leaving leaving, @Nullable DeliveryState state) {
        return state != null
                && leaving.decided()
                && state.status().kind() == TargetStatus.Kind.STOPPED
                && state.shown().equals(OptionalInt.of(0));
    }

    private Duration pause(ListingJob job, Instant now) {
        var aged = Duration.between(job.askedAt(), now).dividedBy(10);
        var longer = aged.compareTo(config.recheck()) > 0 ? aged : config.recheck();
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
