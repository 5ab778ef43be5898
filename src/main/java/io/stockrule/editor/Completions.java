package io.stockrule.editor;

import io.stockrule.language.KnownNames;
import io.stockrule.language.NameKind;
import io.stockrule.language.hint.MayFollow;
import io.stockrule.language.hint.NamesUsed;
import io.stockrule.language.hint.StatementTemplates;
import io.stockrule.language.hint.StatementTemplates.Template;
import io.stockrule.language.hint.WordMeanings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// What can be written at a place: the words that the grammar lets stand there, names that are known or used already,
/// and at the start of a line whole statements.
final class Completions {
    private final OpenText text;
    private final Collection<OpenText> others;
    private final KnownNames known;
    private final boolean snippets;

    /// @param others whose names are offered, too
    /// @param snippets whether the editor lets somebody fill in places
    Completions(OpenText text, Collection<OpenText> others, KnownNames known, boolean snippets) {
        this.text = text;
        this.others = others;
        this.known = known;
        this.snippets = snippets;
    }

    List<CompletionItem> at(Position position) {
        var place = text.lines().place(position);
        var follows = MayFollow.at(text.text(), place.line(), place.column());
        var items = new ArrayList<CompletionItem>();
        if (follows.starts()) {
            StatementTemplates.ALL.stream()
                    .filter(each -> follows.phrases().stream().anyMatch(each.snippet()::startsWith))
                    .map(each -> template(each, typed(follows)))
                    .forEach(items::add);
        }
        follows.phrases().stream()
                .filter(each -> items.stream().noneMatch(item -> item.getLabel().equals(each)))
                .map(each -> phrase(each, typed(follows)))
                .toList()
                .forEach(items::add);
        follows.names().ifPresent(kind -> names(kind).forEach(name -> items.add(name(name, follows))));
        return numbered(items);
    }

    private Range typed(MayFollow follows) {
        return text.lines().range(follows.typed());
    }

    private CompletionItem template(Template template, Range typed) {
        var item = new CompletionItem(template.label());
        item.setKind(CompletionItemKind.Snippet);
        item.setDetail(template.detail());
        item.setInsertTextFormat(snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
        item.setTextEdit(Either.forLeft(new TextEdit(typed, snippets ? template.snippet() : template.example())));
        return item;
    }

    private static CompletionItem phrase(String phrase, Range typed) {
        var item = new CompletionItem(phrase);
        item.setKind(CompletionItemKind.Keyword);
        var first = phrase.split(" ", 2)[0];
        WordMeanings.of(first, first).ifPresent(item::setDetail);
        item.setTextEdit(Either.forLeft(new TextEdit(typed, phrase)));
        return item;
    }

    private CompletionItem name(String name, MayFollow follows) {
        var item = new CompletionItem(name);
        item.setKind(CompletionItemKind.Value);
        var written = NamesUsed.written(name);
        item.setFilterText(follows.inQuotes() ? written : '"' + written + '"');
        item.setTextEdit(Either.forLeft(
                follows.inQuotes()
                        ? inQuotes(written, typed(follows))
                        : new TextEdit(typed(follows), '"' + written + '"')));
        return item;
    }

    /// Up to the closing quote where there is one: then the quotes behind the place on its line are an odd number.
    private TextEdit inQuotes(String written, Range typed) {
        int end = text.lines().offset(typed.getEnd());
        var rest = text.text()
                .substring(end)
                .lines()
                .findFirst()
                .orElse("")
                .replace("\\\\", "..")
                .replace("\\\"", "..");
        boolean closed = rest.chars().filter(each -> each == '"').count() % 2 == 1;
        var whole = new Range(typed.getStart(), closed ? behind(typed.getEnd(), rest.indexOf('"')) : typed.getEnd());
        return new TextEdit(whole, closed ? written : written + '"');
    }

    private static Position behind(Position place, int units) {
        return new Position(place.getLine(), place.getCharacter() + units);
    }

    private Set<String> names(NameKind kind) {
        var names = new TreeSet<String>(known(kind));
        Stream.concat(Stream.of(text), others.stream()).forEach(each -> names.addAll(NamesUsed.in(each.text(), kind)));
        return names;
    }

    private Set<String> known(NameKind kind) {
        return switch (kind) {
            case NameKind.Warehouse _ -> known.warehouses().orElse(Set.of());
            case NameKind.Metafield _ -> known.metafields();
            case NameKind.RuleFile _ -> known.ruleFiles().orElse(Set.of());
            case NameKind.ListingText(var word) -> known.texts().getOrDefault(word, Set.of());
        };
    }

    /// Editors would put them in the order of the alphabet.
    private static List<CompletionItem> numbered(List<CompletionItem> items) {
        for (int i = 0; i < items.size(); i++) {
            items.get(i).setSortText("%06d".formatted(i));
        }
        return items;
    }
}
