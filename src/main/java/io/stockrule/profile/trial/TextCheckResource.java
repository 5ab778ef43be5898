package io.stockrule.profile.trial;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.Checked;
import io.stockrule.profile.DiagnosticView;
import io.stockrule.profile.MerchantChecks;
import io.stockrule.profile.Utf8;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Optional;

/// Says what is wrong with a text before anybody saves it.
@Path("/api/v1/profiles/actions/check")
@RolesAllowed(Role.MERCHANT)
class TextCheckResource {
    private final MerchantChecks checks;
    private final CurrentMerchant merchant;

    TextCheckResource(MerchantChecks checks, CurrentMerchant merchant) {
        this.checks = checks;
        this.merchant = merchant;
    }

    /// What there is to say about a text.
    ///
    /// @param accepted whether it could be saved; diagnostics are warnings then
    /// @param name of the profile, as the text says it; absent when the text is refused
    /// @param curve absent when the text is refused
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TextCheck(
            boolean accepted, Optional<String> name, List<DiagnosticView> diagnostics, Optional<CurveView> curve) {}

    record Text(@NotNull String text) {}

    @POST
    @Consumes(TEXT_PLAIN)
    @Produces(APPLICATION_JSON)
    public TextCheck check(byte[] text) {
        return check(Utf8.decode(text)
                .orElseThrow(() -> new Problem(400, "not-utf-8", "the text must be encoded in UTF-8")));
    }

    @POST
    @Consumes(APPLICATION_JSON)
    @Produces(APPLICATION_JSON)
    public TextCheck check(@Valid @NotNull Text body) {
        return check(body.text());
    }

    private TextCheck check(String text) {
        return switch (checks.check(merchant.id(), text)) {
            case Checked.Accepted(var profile, var warnings) ->
                new TextCheck(
                        true,
                        Optional.of(profile.name()),
                        DiagnosticView.of(warnings, profile.name(), text),
                        Optional.of(CurveView.of(checks.curve(profile))));
            case Checked.Rejected(var diagnostics) ->
                new TextCheck(false, Optional.empty(), DiagnosticView.of(diagnostics, "text", text), Optional.empty());
        };
    }
}
