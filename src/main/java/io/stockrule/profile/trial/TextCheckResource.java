package io.stockrule.profile.trial;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_PLAIN;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import io.stockrule.language.check.TriedLine;
import io.stockrule.language.editing.SettingChange;
import io.stockrule.profile.CurveView;
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
    /// @param lines what came of each `expect` and `promise`, in the order of the text
    /// @param form what a form can change of it; absent while some statement cannot be read
    /// @param reads which facts count for it; absent as the form is
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TextCheck(
            boolean accepted,
            Optional<String> name,
            List<DiagnosticView> diagnostics,
            Optional<CurveView> curve,
            List<LineView> lines,
            Optional<FormView> form,
            Optional<ReadsView> reads) {}

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
        var checked = checks.check(merchant.id(), text);
        var accepted = Optional.of(checked)
                .filter(Checked.Accepted.class::isInstance)
                .map(each -> ((Checked.Accepted) each).profile());
        var readable = SettingChange.read(text);
        return new TextCheck(
                accepted.isPresent(),
                accepted.map(Profile::name),
                DiagnosticView.of(
                        checked.diagnostics(), accepted.map(Profile::name).orElse("text"), text),
                accepted.map(checks::curve).map(CurveView::of),
                TriedLine.of(text, checked).stream().map(LineView::of).toList(),
                readable.map(FormView::of),
                readable.map(ReadsView::of));
    }
}
