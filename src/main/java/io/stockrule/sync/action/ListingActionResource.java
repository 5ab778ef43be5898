package io.stockrule.sync.action;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.sync.action.JobViews.JobView;
import io.stockrule.sync.view.ListingResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// What a person can have done with listings. Each call begins a job, and answers with how it stands: done
/// already where it concerns few listings, and else gone on with in the background (`/api/v1/listing-jobs`).
@Path("/api/v1/listings/actions")
@RolesAllowed(Role.MERCHANT)
class ListingActionResource {
    private static final int RETRY_AFTER = 30;

    private final CurrentMerchant merchant;
    private final SecurityIdentity caller;
    private final ListingJobs jobs;
    private final ListingJobWorker worker;
    private final JobViews views;

    ListingActionResource(
            CurrentMerchant merchant,
            SecurityIdentity caller,
            ListingJobs jobs,
            ListingJobWorker worker,
            JobViews views) {
        this.merchant = merchant;
        this.caller = caller;
        this.jobs = jobs;
        this.worker = worker;
        this.views = views;
    }

    /// Which listings an action is for; one of these.
    ///
    /// @param listings some by id
    /// @param sellingList all of a Selling List
    /// @param matching all that `GET /api/v1/listings` finds with the same parameters, when their turn
    ///   comes; all there are if it is empty
    record ActedUpon(
            @Nullable @Size(min = 1, max = 1000) List<@NotNull Long> listings,
            @Nullable Long sellingList,
            @Nullable @Valid Matching matching) {
        private boolean isClear() {
            return Stream.of(listings, sellingList, matching)
                            .filter(Objects::nonNull)
                            .count()
                    == 1;
        }
    }

    /// @param sku exactly that of the shop or of Amazon
    /// @param q words, as in a search for listings
    /// @param status any of these, by their names such as `Update Error`
    /// @param standing any of these, by their names such as `Sold out`
    record Matching(
            @Nullable Long sellingList,
            @Nullable @Size(max = 255) String sku,
            @Nullable @Size(max = 255) String q,
            @Nullable @Size(max = 10) List<@NotNull String> status,
            @Nullable @Size(max = 10) List<@NotNull String> standing) {}

    /// Has numbers decided and sent again, changed or not.
    @POST
    @Path("/update-quantity")
    @ResponseStatus(202)
    public JobView updateQuantity(@NotNull @Valid ActedUpon body) {
        return begin(ListingAction.UPDATE_QUANTITY, body);
    }

    /// Brings listings to 0 on Amazon, whatever their profiles say, until they are resumed.
    @POST
    @Path("/stop")
    @ResponseStatus(202)
    public JobView stop(@NotNull @Valid ActedUpon body) {
        return begin(ListingAction.STOP, body);
    }

    /// Brings listings to 0, and takes them out of their Selling Lists as soon as Amazon shows that.
    @POST
    @Path("/stop-and-remove")
    @ResponseStatus(202)
    public JobView stopAndRemove(@NotNull @Valid ActedUpon body) {
        return begin(ListingAction.STOP_AND_REMOVE, body);
    }

    /// Has listings that were stopped decided by their profiles again, and sent.
    @POST
    @Path("/resume")
    @ResponseStatus(202)
    public JobView resume(@NotNull @Valid ActedUpon body) {
        return begin(ListingAction.RESUME, body);
    }

    private JobView begin(ListingAction action, ActedUpon body) {
        if (!body.isClear()) {
            throw new Problem(400, "choice-unclear", "name either listings, or a sellingList, or what is matching");
        }
        var job = jobs.begin(
                        merchant.id(),
                        action,
                        scope(body),
                        caller.getPrincipal().getName())
                .orElseThrow(() -> new Problem(
                                429,
                                "too-many-jobs",
                                "Too many jobs are under way at once; wait for some to end, or cancel them")
                        .retryAfter(RETRY_AFTER));
        worker.begun(job);
        return views.of(List.of(jobs.find(merchant.id(), job.id()).orElse(job))).getFirst();
    }

    private static JobScope scope(ActedUpon body) {
        if (body.listings() != null) {
            return JobScope.of(body.listings());
        }
        var matching = body.matching();
        if (matching == null) {
            return new JobScope(null, body.sellingList(), null, null, List.of(), List.of());
        }
        var statuses = matching.status() == null ? List.<String>of() : matching.status();
        var standings = matching.standing() == null ? List.<String>of() : matching.standing();
        return new JobScope(
                null,
                matching.sellingList(),
                matching.sku(),
                matching.q(),
                statuses.stream().map(ListingResource::status).toList(),
                standings.stream().map(ListingResource::standing).toList());
    }
}
