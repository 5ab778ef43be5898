package io.stockrule.listing.override;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.security.identity.SecurityIdentity;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.PlainText;
import io.stockrule.access.Precondition;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// What is set for a single listing, over what its profile says: at most one of each kind, `pin`,
/// `cap` and `reserve`. The `ETag` of one is its id.
@Path("/api/v1/listings/{id}/overrides")
@RolesAllowed(Role.MERCHANT)
class ListingOverrideResource {
    private final ListingOverrides overrides;
    private final ListingZones zones;
    private final InstantSource time;
    private final CurrentMerchant merchant;
    private final SecurityIdentity caller;

    ListingOverrideResource(
            ListingOverrides overrides,
            ListingZones zones,
            InstantSource time,
            CurrentMerchant merchant,
            SecurityIdentity caller) {
        this.overrides = overrides;
        this.zones = zones;
        this.time = time;
        this.merchant = merchant;
        this.caller = caller;
    }

    /// @param units for a pin and a cap 0 to 1,000,000, as the listing is sold; for a reserve 1 to
    ///     1,000,000 units of stock
    /// @param alsoWhenStopped for a pin: list its number although the profile stops
    /// @param reason for whoever asks why
    /// @param end when it is over, such as `2026-12-24T18:00`, in the merchant's time zone, or
    ///     `2026-12-24T18:00Z`
    record OverrideBody(
            @NotNull @Min(0) @Max(ListingOverride.MOST_UNITS)
            Integer units,

            @Nullable Boolean alsoWhenStopped,

            @NotBlank
            @Size(max = OverrideInput.LONGEST_REASON)
            @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String reason,

            @Nullable @Size(max = 40) String end) {}

    /// @param sharing ids of other listings under the same Amazon SKU: while these come to another
    ///     number, nothing is sent for any of them
    record SetOverride(@JsonUnwrapped OverrideView override, List<Long> sharing) {}

    /// Those that are in force.
    @GET
    public List<OverrideView> list(@RestPath long id) {
        return inForce(id).stream().map(OverrideView::of).toList();
    }

    /// Whatever was set, also what is over, the newest first.
    @GET
    @Path("/history")
    public Page<OverrideView> history(
            @RestPath long id,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var now = time.instant();
        var found = overrides.history(merchant.id(), id, after, limit + 1).orElseThrow(() -> noListing(id));
        return Page.of(found, limit, KeptOverride::id).map(it -> OverrideView.of(it, now));
    }

    @GET
    @Path("/{kind}")
    public RestResponse<OverrideView> get(@RestPath long id, @RestPath String kind) {
        var wanted = kind(kind);
        var found = inForce(id).stream()
                .filter(it -> it.override().kind() == wanted)
                .findFirst()
                .orElseThrow(() -> noneThere(wanted));
        return ResponseBuilder.ok(OverrideView.of(found)).tag(tag(found)).build();
    }

    /// Sets it, in place of what was set of its kind. With `If-Match` only in place of the one that
    /// the caller means, with `If-None-Match: *` only where there is none.
    @PUT
    @Path("/{kind}")
    public RestResponse<SetOverride> set(
            @RestPath long id,
            @RestPath String kind,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Valid @NotNull OverrideBody body) {
        var wish = new OverrideWish(id, override(id, kind(kind), body));
        return switch (overrides.set(merchant.id(), wish, Precondition.of(ifMatch, ifNoneMatch))) {
            case OverrideChange.Done(var now, var created) -> answer(created ? 201 : 200, now);
            case OverrideChange.Unchanged(var now) -> answer(200, now);
            case OverrideChange.NoSuchListing _ -> throw noListing(id);
            case OverrideChange.NoneThere _ ->
                throw new Problem(412, "version-conflict", "the listing has no %s in force".formatted(kind));
            case OverrideChange.OutOfDate(long now) -> throw outOfDate(now);
            case OverrideChange.Removed _ -> throw new IllegalStateException("what was set was removed");
        };
    }

    /// Takes it back: from now on the profile decides without it.
    @DELETE
    @Path("/{kind}")
    public void remove(
            @RestPath long id, @RestPath String kind, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var wanted = kind(kind);
        switch (overrides.remove(merchant.id(), id, wanted, author(), Precondition.of(ifMatch, null))) {
            case OverrideChange.Removed _ -> {}
            case OverrideChange.NoSuchListing _ -> throw noListing(id);
            case OverrideChange.NoneThere _ -> throw noneThere(wanted);
            case OverrideChange.OutOfDate(long now) -> throw outOfDate(now);
            case OverrideChange.Done _, OverrideChange.Unchanged _ ->
                throw new IllegalStateException("what was removed was set");
        }
    }

    private RestResponse<SetOverride> answer(int status, KeptOverride now) {
        var body = new SetOverride(OverrideView.of(now), overrides.sharing(merchant.id(), now.listingId()));
        var answer = ResponseBuilder.<SetOverride>create(status).entity(body).tag(tag(now));
        if (status == 201) {
            var kind = OverrideView.name(now.override().kind());
            answer.location(URI.create("/api/v1/listings/%d/overrides/%s".formatted(now.listingId(), kind)));
        }
        return answer.build();
    }

    private ListingOverride override(long id, Kind kind, OverrideBody body) {
        var zone = Optional.ofNullable(zones.of(merchant.id(), List.of(id)).get(id))
                .orElseThrow(() -> noListing(id));
        var input = new OverrideInput(
                kind,
                body.units(),
                body.alsoWhenStopped() != null && body.alsoWhenStopped(),
                body.reason().strip(),
                body.end() == null ? "" : body.end().strip());
        return switch (input.read(author(), zone, time.instant())) {
            case OverrideInput.Valid(var override) -> override;
            case OverrideInput.Invalid(var field, var message) ->
                throw new Problem(
                        400,
                        "invalid-input",
                        field + ": " + message,
                        Map.of("fields", List.of(Map.of("field", field, "message", message))));
        };
    }

    private List<KeptOverride> inForce(long id) {
        return overrides.of(merchant.id(), id).orElseThrow(() -> noListing(id));
    }

    private String author() {
        return caller.getPrincipal().getName();
    }

    private static Kind kind(String name) {
        return OverrideView.kind(name)
                .orElseThrow(() -> new Problem(
                        404,
                        "not-found",
                        "no kind of override is called \"%s\"; there are pin, cap and reserve".formatted(name)));
    }

    private static String tag(KeptOverride kept) {
        return Long.toString(kept.id());
    }

    private static Problem noListing(long id) {
        return Problem.notFound("listing " + id);
    }

    private static Problem noneThere(Kind kind) {
        return Problem.notFound(OverrideView.name(kind) + " of the listing");
    }

    private static Problem outOfDate(long now) {
        return new Problem(
                412,
                "version-conflict",
                "it was set otherwise meanwhile, as %d".formatted(now),
                Map.of("version", now));
    }
}
