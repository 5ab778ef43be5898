package io.stockrule.editor;

import com.google.gson.JsonObject;
import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Span;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;

/// Diagnostics as an editor takes them: the message as on the command line, the help in the lines below it, and once
/// more by itself in the data.
final class ShownDiagnostics {
    private static final Set<Code> WITHOUT_EFFECT = EnumSet.of(Code.NEVER_ACTS, Code.CHANGES_NOTHING);

    private final Optional<URI> documentation;

    ShownDiagnostics(Optional<URI> documentation) {
        this.documentation = documentation;
    }

    List<org.eclipse.lsp4j.Diagnostic> of(OpenText text, List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(each -> of(text, each)).toList();
    }

    org.eclipse.lsp4j.Diagnostic of(OpenText text, Diagnostic diagnostic) {
        var shown = new org.eclipse.lsp4j.Diagnostic(
                text.lines().range(diagnostic.span()),
                diagnostic.message() + diagnostic.help().map("\n"::concat).orElse(""),
                diagnostic.isError() ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                "stockrule",
                diagnostic.code().id());
        documentation.ifPresent(page -> shown.setCodeDescription(explained(page, diagnostic.code())));
        diagnostic.help().ifPresent(help -> shown.setData(data(help)));
        shown.setRelatedInformation(
                diagnostic.also().stream().map(each -> related(text, each)).toList());
        shown.setTags(WITHOUT_EFFECT.contains(diagnostic.code()) ? List.of(DiagnosticTag.Unnecessary) : List.of());
        return shown;
    }

    /// The code's own place on the page, whose headings are the codes.
    private static DiagnosticCodeDescription explained(URI page, Code code) {
        return new DiagnosticCodeDescription(page + "#" + code.id().toLowerCase(Locale.ROOT));
    }

    private static JsonObject data(String help) {
        var data = new JsonObject();
        data.addProperty("help", help);
        return data;
    }

    /// The other place speaks for itself.
    private static DiagnosticRelatedInformation related(OpenText text, Span also) {
        return new DiagnosticRelatedInformation(
                new Location(text.uri(), text.lines().range(also)), text.lines().text(also));
    }
}
