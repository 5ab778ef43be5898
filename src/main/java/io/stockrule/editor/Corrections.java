package io.stockrule.editor;

import io.stockrule.language.Checked;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Repair;
import io.stockrule.language.check.CertainRepairs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.jspecify.annotations.Nullable;

/// What an editor can change so that mistakes are gone: of each one its repair, and all that is certain at once.
final class Corrections {
    /// Of `bin/stockrule check --fix`.
    static final String FIX_ALL = CodeActionKind.SourceFixAll + ".stockrule";

    private final OpenText text;
    private final Checked checked;
    private final ShownDiagnostics shown;

    /// @param checked of this very text
    Corrections(OpenText text, Checked checked, ShownDiagnostics shown) {
        this.text = text;
        this.checked = checked;
        this.shown = shown;
    }

    /// @param only the kinds that are asked for; null for all
    /// @param check of another text, as it was done for this one
    List<CodeAction> in(Range range, @Nullable List<String> only, Function<String, Checked> check) {
        var repairs = isAsked(CodeActionKind.QuickFix, only)
                ? checked.diagnostics().stream()
                        .filter(each -> touches(text.lines().range(each.span()), range))
                        .flatMap(each -> each.repair().map(it -> quickFix(each, it)).stream())
                : Stream.<CodeAction>empty();
        var all = isAsked(FIX_ALL, only) ? fixAll(check).stream() : Stream.<CodeAction>empty();
        return Stream.concat(repairs, all).toList();
    }

    /// A kind stands for all below it.
    private static boolean isAsked(String kind, @Nullable List<String> only) {
        return only == null || only.stream().anyMatch(each -> each.isEmpty() || (kind + ".").startsWith(each + "."));
    }

    private static boolean touches(Range one, Range other) {
        return !isBefore(one.getEnd(), other.getStart()) && !isBefore(other.getEnd(), one.getStart());
    }

    private static boolean isBefore(Position one, Position other) {
        return one.getLine() != other.getLine()
                ? one.getLine() < other.getLine()
                : one.getCharacter() < other.getCharacter();
    }

    private CodeAction quickFix(Diagnostic diagnostic, Repair repair) {
        var action = action(
                (repair.certain() ? "Put it right: " : "Change it so: ") + told(repair),
                CodeActionKind.QuickFix,
                repair.edits().stream().map(text.lines()::edit).toList());
        action.setDiagnostics(List.of(shown.of(text, diagnostic)));
        action.setIsPreferred(repair.certain());
        return action;
    }

    /// The line that comes of it; without a word on it, what is taken out.
    private String told(Repair repair) {
        int line = repair.edits().getFirst().line();
        var changed = new DocumentLines(Repair.applied(text.text(), List.of(repair))).lines();
        var after = changed.get(Math.min(line, changed.size()) - 1).strip();
        return Diagnostic.shortened(
                after.isEmpty()
                        ? "without " + text.lines().lines().get(line - 1).strip()
                        : after,
                Diagnostic.LONGEST_STATEMENT);
    }

    private Optional<CodeAction> fixAll(Function<String, Checked> check) {
        boolean hasCertain = checked.diagnostics().stream()
                .anyMatch(each ->
                        each.isError() && each.repair().filter(Repair::certain).isPresent());
        if (!hasCertain) {
            return Optional.empty();
        }
        var repaired = CertainRepairs.of(text.text(), check);
        return Optional.of(action(
                "Put right all that can only be meant in one way",
                FIX_ALL,
                TextChanges.between(text.lines(), repaired.text())));
    }

    private CodeAction action(String title, String kind, List<TextEdit> edits) {
        var action = new CodeAction(title);
        action.setKind(kind);
        action.setEdit(new WorkspaceEdit(Map.of(text.uri(), edits)));
        return action;
    }
}
