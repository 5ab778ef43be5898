package io.stockrule.profile;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.identity.SecurityIdentity;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Precondition;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.profile.json.JsonForm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Puts the text of a Global Profile in force, whichever form it comes in.
@Path("/api/v1/profiles/{name}")
@RolesAllowed(Role.MERCHANT)
class ProfileSaveResource {
    private final ProfileEditor editor;
    private final CurrentMerchant merchant;
    private final SecurityIdentity caller;

    ProfileSaveResource(ProfileEditor editor, CurrentMerchant merchant, SecurityIdentity caller) {
        this.editor = editor;
        this.merchant = merchant;
        this.caller = caller;
    }

    /// Replaces the profile's text, or creates the profile; a rejected text leaves the version in force
    /// untouched.
    @PUT
    @Consumes(TEXT_PLAIN)
    @Produces(APPLICATION_JSON)
    public RestResponse<ProfileView> replace(
            @RestPath @ProfileName String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte[] text) {
        var decoded = Utf8.decode(text).orElseThrow(ProfileSaveResource::notUtf8);
        return save(name, decoded, Precondition.of(ifMatch, ifNoneMatch));
    }

    @PUT
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
    @Consumes(JsonForm.MEDIA_TYPE)
    @Produces(APPLICATION_JSON)
    @RequestBody(content = @Content(mediaType = JsonForm.MEDIA_TYPE, schema = @Schema(ref = SchemaResource.ADDRESS)))
    public RestResponse<ProfileView> replaceByJson(
            @RestPath @ProfileName String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte[] json)
            throws JsonProcessingException {
        var text = switch (JsonForm.read(json)) {
            case JsonForm.Read.Text profile -> profile.text();
            case JsonForm.Read.OtherForm other ->
                throw new Problem(
                        400,
                        "not-a-profile",
                        "the JSON does not have the form of a profile",
                        Map.of("mistakes", other.mistakes()));
            case JsonForm.Read.TooLarge _ ->
                throw new Problem(
                        413, "too-large", "a profile has at most %d bytes as JSON".formatted(JsonForm.LARGEST));
            case JsonForm.Read.NotUtf8 _ -> throw notUtf8();
        };
        return save(name, text, Precondition.of(ifMatch, ifNoneMatch));
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
        return outOfDate.version().isPresent()
                ? ProfileResource.versionConflict(outOfDate.version().getAsInt())
                : new Problem(412, "version-conflict", "there is no such profile yet");
    }

    private static RestResponse<ProfileView> tagged(ProfileChange.Saved saved, ProfileView body) {
        return ResponseBuilder.<ProfileView>create(saved.created() ? 201 : 200)
                .entity(body)
                .tag(Integer.toString(saved.version().version()))
                .build();
    }

    private static Problem notUtf8() {
        return new Problem(400, "not-utf-8", "the text must be encoded in UTF-8");
    }

    record ProfileBody(@NotNull String text) {}
}
