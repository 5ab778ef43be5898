package io.stockrule.editor;

import io.stockrule.language.hint.Outline;
import io.stockrule.language.hint.Outline.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.jspecify.annotations.Nullable;

/// The parts of a text as an editor shows them: a tree of the profile and its statements, and what can be folded.
final class OutlineView {
    private final OpenText text;
    private final Outline outline;

    OutlineView(OpenText text) {
        this.text = text;
        this.outline = Outline.of(text.text());
    }

    /// The profile with its statements, where the text has a name; else the statements alone.
    List<DocumentSymbol> symbols() {
        var symbols = outline.parts().stream().map(this::symbol).toList();
        if (symbols.size() < 2 || symbols.getFirst().getKind() != SymbolKind.Module) {
            return symbols;
        }
        var profile = symbols.getFirst();
        profile.setChildren(symbols.subList(1, symbols.size()));
        profile.setRange(new Range(
                profile.getRange().getStart(), symbols.getLast().getRange().getEnd()));
        return List.of(profile);
    }

    /// The same for editors that know no levels.
    @SuppressWarnings("deprecation") // the protocol's word for what these editors need
    List<SymbolInformation> flatSymbols() {
        return outline.parts().stream()
                .map(this::symbol)
                .map(each -> new SymbolInformation(
                        each.getName(), each.getKind(), new Location(text.uri(), each.getRange())))
                .toList();
    }

    private DocumentSymbol symbol(Part part) {
        var first = text.lines().range(part.first());
        var whole = new Range(first.getStart(), text.lines().range(part.last()).getEnd());
        return new DocumentSymbol(part.text(), kind(part.start().orElse("")), whole, first);
    }

    private static SymbolKind kind(String start) {
        return switch (start) {
            case "profile" -> SymbolKind.Module;
            case "when" -> SymbolKind.Event;
            case "promise" -> SymbolKind.Constant;
            case "expect" -> SymbolKind.Boolean;
            case "include" -> SymbolKind.File;
            default -> SymbolKind.Property;
        };
    }

    /// Statements of several lines, comments of several lines, and neighbouring `expect` lines.
    List<FoldingRange> folds() {
        var statements = outline.parts().stream().map(each -> lines(each, null));
        var expectations = runs(outline.parts().stream()
                        .filter(each -> each.start().filter("expect"::equals).isPresent())
                        .map(each -> lines(each, FoldingRangeKind.Region))
                        .toList())
                .stream();
        var comments =
                runs(outline.comments().stream()
                                .map(each -> fold(each, each, FoldingRangeKind.Comment))
                                .toList())
                        .stream();
        return Stream.of(statements, expectations, comments)
                .flatMap(each -> each)
                .filter(each -> each.getEndLine() > each.getStartLine())
                .distinct()
                .toList();
    }

    private static FoldingRange lines(Part part, @Nullable String kind) {
        return fold(part.first().line(), part.last().line(), kind);
    }

    /// @param first from 1
    private static FoldingRange fold(int first, int last, @Nullable String kind) {
        var fold = new FoldingRange(first - 1, last - 1);
        fold.setKind(kind);
        return fold;
    }

    /// Those on neighbouring lines are one.
    private static List<FoldingRange> runs(List<FoldingRange> folds) {
        var runs = new ArrayList<FoldingRange>();
        for (var fold : folds) {
            if (!runs.isEmpty() && runs.getLast().getEndLine() + 1 == fold.getStartLine()) {
                runs.getLast().setEndLine(fold.getEndLine());
            } else {
                runs.add(fold);
            }
        }
        return runs;
    }
}
