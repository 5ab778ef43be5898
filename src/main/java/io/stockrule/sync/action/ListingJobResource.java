package io.stockrule.sync.action;

import static java.util.stream.Collectors.joining;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.sync.action.JobViews.JobView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The actions on listings that were asked for, how far they are, and what became of each listing.
@Path("/api/v1/listing-jobs")
@RolesAllowed(Role.MERCHANT)
class ListingJobResource {
    private final CurrentMerchant merchant;
    private final ListingJobs jobs;
    private final JobViews views;
    private final JobCancel cancel;

    ListingJobResource(CurrentMerchant merchant, ListingJobs jobs, JobViews views, JobCancel cancel) {
        this.merchant = merchant;
        this.jobs = jobs;
        this.views = views;
        this.cancel = cancel;
    }

    /// The newest first.
    @GET
    public Page<JobView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var page = Page.of(jobs.list(merchant.id(), after, limit + 1), limit, ListingJob::id);
        return new Page<>(views.of(page.items()), page.next());
    }

    @GET
    @Path("/{id}")
    public JobView get(@RestPath long id) {
        return view(job(id));
    }

    /// What became of each listing, in the order of their ids.
    ///
    /// @param outcome this alone; what was to leave is found under `LEAVING`, also when it has left
    @GET
    @Path("/{id}/results")
    public Page<JobResult> results(
            @RestPath long id,
            @RestQuery @Nullable @Size(max = 20) String outcome,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var wanted = Optional.ofNullable(outcome).map(ListingJobResource::outcome);
        return Page.of(views.results(job(id), wanted, after, limit + 1), limit, JobResult::listing);
    }

    private static JobResult.Outcome outcome(String name) {
        return Arrays.stream(JobResult.Outcome.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        400,
                        "unknown-outcome",
                        "no outcome is called %s; there are %s"
                                .formatted(
                                        name,
                                        Arrays.stream(JobResult.Outcome.values())
                                                .map(JobResult.Outcome::name)
                                                .collect(joining(", ")))));
    }

    /// Ends a job before its time. What it has done stays done; what it has stopped and was to take out of
    /// its list stays there, stopped. A job that has ended stays as it is.
    @POST
    @Path("/{id}/actions/cancel")
    public JobView cancel(@RestPath long id) {
        var job = job(id);
        QuarkusTransaction.requiringNew().run(() -> cancel.cancel(job));
        return view(job(id));
    }

    private JobView view(ListingJob job) {
        return views.of(List.of(job)).getFirst();
    }

    private ListingJob job(long id) {
        return jobs.find(merchant.id(), id).orElseThrow(() -> Problem.notFound("job"));
    }
}
