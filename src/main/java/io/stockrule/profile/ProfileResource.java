package io.stockrule.profile;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// A merchant's Global Profiles. The `ETag` of a profile is the number of its version.
@Path("/api/v1/profiles")
@RolesAllowed(Role.MERCHANT)
class ProfileResource {
    private final ProfileEditor editor;
    private final CurrentMerchant merchant;
    private final SecurityIdentity caller;

    ProfileResource(ProfileEditor editor, CurrentMerchant merchant, SecurityIdentity caller) {
        this.editor = editor;
        this.merchant = merchant;
        this.caller = caller;
    }

    @GET
    @Transactional
    public Page<ProfileSummary> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @Nullable @ProfileName String after) {
        var found = GlobalProfile.after(merchant.id(), after == null ? "" : after, limit + 1);
        return Page.of(found, limit, profile -> profile.name).map(ProfileSummary::of);
    }

    @GET
    @Path("/{name}")
    @Produces(APPLICATION_JSON)
    @Transactional
    public RestResponse<ProfileView> get(@RestPath @ProfileName String name) {
        var version = inForce(name);
        return tagged(version, ProfileView.of(NormalForm.of(name), version));
    }

    @GET
    @Path("/{name}")
    @Produces(TEXT_PLAIN + ";qs=0.5")
    @Transactional
    public RestResponse<String> text(@RestPath @ProfileName String name) {
        var version = inForce(name);
        return tagged(version, version.text());
    }

    /// The same as JSON of the schema that is published beside the description of the API.
    @GET
    @Path("/{name}")
    @Produces(JsonForm.MEDIA_TYPE + ";qs=0.4")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = JsonForm.MEDIA_TYPE, schema = @Schema(ref = SchemaResource.ADDRESS)))
    @Transactional
    public RestResponse<String> json(@RestPath @ProfileName String name) {
        var version = inForce(name);
        return tagged(version, JsonForm.write(version.profile(name)));
    }

    /// Replaces the profile's text, or creates the profile; a rejected text leaves the version in force
    /// untouched.
    @PUT
    @Path("/{name}")
    @Consumes(TEXT_PLAIN)
    @Produces(APPLICATION_JSON)
    public RestResponse<ProfileView> replace(
            @RestPath @ProfileName String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte[] text) {
        return save(name, Utf8.decode(text), Precondition.of(ifMatch, ifNoneMatch));
    }

    @PUT
    @Path("/{name}")
    @Consumes(APPLICATION_JSON)
    @Produces(APPLICATION_JSON)
    public RestResponse<ProfileView> replace(
            @RestPath @ProfileName String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Valid @NotNull ProfileBody body) {
        return save(name, body.text(), Precondition.of(ifMatch, ifNoneMatch));
    }

    /// Replaces the profile by one that comes as JSON; the text that is saved is written from it.
    @PUT
    @Path("/{name}")
    @Consumes(JsonForm.MEDIA_TYPE)
    @Produces(APPLICATION_JSON)
    @RequestBody(content = @Content(mediaType = JsonForm.MEDIA_TYPE, schema = @Schema(ref = SchemaResource.ADDRESS)))
    public RestResponse<ProfileView> replaceByJson(
            @RestPath @ProfileName String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte[] json) {
        return save(name, JsonForm.text(json), Precondition.of(ifMatch, ifNoneMatch));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@RestPath @ProfileName String name) {
        editor.delete(merchant.id(), NormalForm.of(name));
    }

    private SavedVersion inForce(String name) {
        return GlobalProfile.inForce(merchant.id(), name);
    }

    private RestResponse<ProfileView> save(String name, String text, Precondition precondition) {
        var draft = new Draft(
                merchant.id(), NormalForm.of(name), text, caller.getPrincipal().getName());
        return switch (editor.replace(draft, precondition)) {
            case ProfileChange.Saved saved -> tagged(saved, ProfileView.of(draft.name(), saved));
            case ProfileChange.Rejected rejected -> throw rejected(draft, rejected);
            case ProfileChange.OutOfDate outOfDate -> throw outOfDate(outOfDate);
        };
    }

    private static Problem rejected(Draft draft, ProfileChange.Rejected rejected) {
        return new Problem(
                422,
                "profile-rejected",
                "the text is not a profile; the version in force is unchanged",
                Map.of(
                        "text",
                        draft.text(),
                        "diagnostics",
                        DiagnosticView.of(rejected.diagnostics(), draft.name(), draft.text())));
    }

    private static Problem outOfDate(ProfileChange.OutOfDate outOfDate) {
        return outOfDate.version().isEmpty()
                ? new Problem(412, "version-conflict", "there is no such profile yet")
                : new Problem(
                        412,
                        "version-conflict",
                        "version %d is in force".formatted(outOfDate.version().getAsInt()),
                        Map.of("version", outOfDate.version().getAsInt()));
    }

    private static RestResponse<ProfileView> tagged(ProfileChange.Saved saved, ProfileView body) {
        return ResponseBuilder.<ProfileView>create(saved.created() ? 201 : 200)
                .entity(body)
                .tag(Integer.toString(saved.version().version()))
                .build();
    }

    private static <T> RestResponse<T> tagged(SavedVersion version, T body) {
        return ResponseBuilder.ok(body).tag(Integer.toString(version.version())).build();
    }

    record ProfileBody(@NotNull String text) {}

    record ProfileSummary(String name, int version, Instant createdAt) {
        static ProfileSummary of(GlobalProfile profile) {
            return new ProfileSummary(profile.name, profile.version, profile.createdAt);
        }
    }
}
