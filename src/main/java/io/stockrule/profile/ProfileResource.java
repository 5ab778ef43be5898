package io.stockrule.profile;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Precondition;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import io.stockrule.profile.json.JsonForm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    private final ProfileOverview overview;
    private final ProfileUses uses;
    private final CurrentMerchant merchant;

    ProfileResource(ProfileEditor editor, ProfileOverview overview, ProfileUses uses, CurrentMerchant merchant) {
        this.editor = editor;
        this.overview = overview;
        this.uses = uses;
        this.merchant = merchant;
    }

    /// In the order of their names, with who follows them.
    @GET
    public Page<ProfileSummary> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @Nullable @ProfileName String after) {
        return overview.page(merchant.id(), after == null ? "" : NormalForm.of(after), limit);
    }

    @GET
    @Path("/{name}")
    @Produces(APPLICATION_JSON)
    @Transactional
    public RestResponse<ProfileView> get(@RestPath @ProfileName String name) {
        var version = inForce(merchant.id(), name);
        return tagged(version, ProfileView.of(NormalForm.of(name), version));
    }

    @GET
    @Path("/{name}")
    @Produces(TEXT_PLAIN + ";qs=0.5")
    @Transactional
    public RestResponse<String> text(@RestPath @ProfileName String name) {
        var version = inForce(merchant.id(), name);
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
        var version = inForce(merchant.id(), name);
        return tagged(version, JsonForm.write(read(name, version)));
    }

    /// Deletes a profile that no Selling List uses; with `If-Match`, only the version that the caller means.
    @DELETE
    @Path("/{name}")
    public void delete(
            @RestPath @ProfileName String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        switch (editor.delete(merchant.id(), NormalForm.of(name), Precondition.of(ifMatch, null))) {
            case ProfileDeletion.Deleted _ -> {}
            case ProfileDeletion.NoSuchProfile _ -> throw notFound();
            case ProfileDeletion.IsDefault _ ->
                throw new Problem(409, "default-profile", "the profile \"Default\" cannot be deleted");
            case ProfileDeletion.InUse inUse -> throw inUse(name, inUse.profileId());
            case ProfileDeletion.OutOfDate outOfDate -> throw versionConflict(outOfDate.version());
        }
    }

    private Problem inUse(String name, long profileId) {
        var lists = uses.of(merchant.id(), List.of(profileId)).getOrDefault(profileId, List.of());
        return new Problem(
                409,
                "profile-in-use",
                "the profile \"%s\" is followed by %s; give them another profile first"
                        .formatted(
                                name,
                                lists.stream()
                                        .map(each -> "the Selling List \"%s\" (%d %s)"
                                                .formatted(
                                                        each.name(),
                                                        each.listings(),
                                                        each.listings() == 1 ? "listing" : "listings"))
                                        .collect(Collectors.joining(", "))),
                Map.of("lists", lists));
    }

    static Problem notFound() {
        return Problem.notFound("profile");
    }

    static Problem versionConflict(int version) {
        return new Problem(
                412, "version-conflict", "version %d is in force".formatted(version), Map.of("version", version));
    }

    static SavedVersion inForce(long merchantId, String name) {
        return GlobalProfile.inForce(merchantId, name).orElseThrow(ProfileResource::notFound);
    }

    /// What a saved text means.
    static Profile read(String name, SavedVersion version) {
        return switch (version.read()) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected ->
                throw new Problem(
                        409,
                        "profile-outdated",
                        "the saved text is no profile any more; correct it and save it",
                        Map.of("diagnostics", DiagnosticView.of(rejected.diagnostics(), name, version.text())));
        };
    }

    private static <T> RestResponse<T> tagged(SavedVersion version, T body) {
        return ResponseBuilder.ok(body).tag(Integer.toString(version.version())).build();
    }
}
