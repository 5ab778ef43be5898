package io.stockrule.editor;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Repair;
import io.stockrule.language.check.Checker;
import io.stockrule.language.hint.WrittenName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.WorkspaceEdit;

/// Gives a profile another name, in its text: the only name that a text gives, all others are given elsewhere.
final class Renaming {
    private final OpenText text;

    Renaming(OpenText text) {
        this.text = text;
    }

    /// The name that stands at a place.
    Optional<PrepareRenameResult> prepare(Position position) {
        return name(position).map(each -> new PrepareRenameResult(text.lines().range(each.quoted()), each.name()));
    }

    /// @throws IllegalArgumentException with what is wrong with the new name, or that none stands there
    WorkspaceEdit rename(Position position, String newName) {
        var name = name(position)
                .orElseThrow(() -> new IllegalArgumentException("the name of a profile can be changed"
                        + " here, and nothing else: warehouses, tags and rule files have their names elsewhere"));
        var edit = Edit.of(name.quoted(), WrittenName.written(newName));
        mistake(edit).ifPresent(wrong -> {
            throw new IllegalArgumentException(wrong.message());
        });
        return new WorkspaceEdit(Map.of(text.uri(), List.of(text.lines().edit(edit))));
    }

    private Optional<WrittenName> name(Position position) {
        var place = text.lines().place(position);
        return WrittenName.in(text.text()).filter(each -> isAt(each, place));
    }

    private static boolean isAt(WrittenName name, DocumentLines.Place place) {
        var quoted = name.quoted();
        return place.line() == quoted.line()
                && place.column() >= quoted.column()
                && place.column() <= quoted.column() + quoted.length();
    }

    /// What is said of the line with the new name. A line end in it, too, is told there.
    private Optional<Diagnostic> mistake(Edit edit) {
        var changed = Repair.applied(text.text(), List.of(Repair.certain(edit)));
        return Checker.read(changed, KnownNames.ANY).diagnostics().stream()
                .filter(each -> each.isError() && each.span().line() == edit.line())
                .findFirst();
    }
}
