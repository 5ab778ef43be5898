package io.stockrule.editor;

import io.stockrule.language.Checked;
import io.stockrule.language.Profile;
import io.stockrule.language.drawing.Curve;
import io.stockrule.language.drawing.CurvePlot;
import io.stockrule.language.hint.WordAt;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;

/// What is shown of a word that somebody points at: what it means, how its statement may look, and what the profile
/// lists, as far as the text can be read.
final class Hovers {
    private final Knowledge knowledge;
    private final boolean markdown;

    Hovers(Knowledge knowledge, boolean markdown) {
        this.knowledge = knowledge;
        this.markdown = markdown;
    }

    /// Empty in comments, between words and for what means nothing.
    Optional<Hover> at(OpenText text, Position position) {
        var place = text.lines().place(position);
        return WordAt.of(text.text(), place.line(), place.column())
                .flatMap(word -> word.meaning().map(meaning -> hover(text, word, meaning)));
    }

    private Hover hover(OpenText text, WordAt word, String meaning) {
        var parts = Stream.of(
                Optional.of(markdown ? meaning : meaning.replace("`", "")),
                word.example().map(each -> "for example: " + (markdown ? "`" + each + "`" : each)),
                curve(text.text()).map(each -> markdown ? "```text\n" + each + "```" : each));
        var content = String.join("\n\n", parts.flatMap(Optional::stream).toList());
        var hover = new Hover(new MarkupContent(markdown ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT, content));
        hover.setRange(text.lines().range(word.span()));
        return hover;
    }

    private Optional<String> curve(String text) {
        return switch (knowledge.read(text)) {
            case Checked.Accepted(var profile, var _) -> curve(profile).map(CurvePlot::of);
            case Checked.Rejected _ -> Optional.empty();
        };
    }

    /// None of a profile that includes rules which cannot be used.
    private Optional<Curve> curve(Profile profile) {
        return profile.includesRules()
                ? knowledge.decides().map(decides -> Curve.of(profile, decides))
                : Optional.of(Curve.of(profile));
    }
}
