package io.stockrule.profile.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.editing.SettingChange;
import io.stockrule.profile.DiagnosticView;
import io.stockrule.profile.json.SettingsForm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes one setting of a text for a form. All else of the text stays as it was written, comments and layout too.
@Path("/api/v1/profiles/actions/change")
@RolesAllowed(Role.MERCHANT)
class TextChangeResource {
    /// @param setting one of those that a check answers with, such as `keep`
    /// @param value in the form of the profile's JSON schema; null or left out: what a profile does without a word
    record SettingChangeInput(
            @NotNull String text,
            @NotNull String setting,
            @Nullable JsonNode value) {}

    /// @param settings as they are now
    record ChangedText(String text, JsonNode settings) {}

    @POST
    public ChangedText change(@Valid @NotNull SettingChangeInput input) {
        var setting = SettingsForm.named(input.setting())
                .orElseThrow(() -> new Problem(
                        400,
                        "unknown-setting",
                        "no setting is called %s; there are %s".formatted(input.setting(), SettingsForm.names())));
        var value = input.value() == null ? NullNode.getInstance() : input.value();
        var mistakes = SettingsForm.mistakesIn(input.setting(), value);
        if (!mistakes.isEmpty()) {
            throw new Problem(
                    400,
                    "not-a-setting",
                    "the value does not have the form of %s".formatted(input.setting()),
                    Map.of("mistakes", mistakes));
        }
        var wanted = SettingsForm.profileWith(input.setting(), value);
        return switch (SettingChange.apply(input.text(), setting, wanted)) {
            case SettingChange.Result.Changed(var text, var profile) ->
                new ChangedText(text, SettingsForm.write(profile));
            case SettingChange.Result.Refused(var diagnostics) ->
                throw new Problem(
                        422,
                        "not-changeable",
                        diagnostics.getFirst().message(),
                        Map.of("diagnostics", DiagnosticView.of(diagnostics, "text", input.text())));
        };
    }
}
