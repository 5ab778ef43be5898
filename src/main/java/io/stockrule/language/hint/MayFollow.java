package io.stockrule.language.hint;

import io.stockrule.language.NameKind;
import io.stockrule.language.Span;
import io.stockrule.language.reading.NextWords;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleLexer;
import io.stockrule.language.reading.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/// What can be written at a place of a text.
///
/// @param typed the word that has been begun there, which what follows replaces; of length 0 where none has
/// @param phrases one or more words, where only one word can follow another
/// @param starts whether a statement can start here
/// @param names what a name is one of that can stand here
/// @param inQuotes whether the place is behind an opening quote, so that a name comes without
public record MayFollow(Span typed, List<String> phrases, boolean starts, Optional<NameKind> names, boolean inQuotes) {
    /// In longer statements each word is offered for itself, as each is one more reading of all before.
    private static final int LONGEST = 100;

    public MayFollow {
        phrases = List.copyOf(phrases);
    }

    /// @param line from 1
    /// @param column from 1, in code points
    public static MayFollow at(String text, int line, int column) {
        var before = TextBefore.of(text, line, column);
        var nothing = new MayFollow(new Span(line, column, 0), List.of(), false, Optional.empty(), false);
        if (before.isInComment()) {
            return nothing;
        }
        return before.touching()
                .map(token -> touching(before, token, nothing))
                .orElseGet(() -> following(before, nothing.typed));
    }

    private static MayFollow touching(TextBefore before, Token token, MayFollow nothing) {
        var written = StatementTokens.spanOf(token);
        if (token.getType() == StockruleLexer.UNCLOSED_TEXT) {
            var next = next(before.without(token));
            var inside = new Span(written.line(), written.column() + 1, written.length() - 1);
            return new MayFollow(inside, List.of(), false, next.isText() ? next.names() : Optional.empty(), true);
        }
        if (!TextBefore.isWord(token)) {
            return closes(token) ? following(before, nothing.typed) : nothing;
        }
        var offered = following(before.without(token), written);
        // A whole word needs no help, and Enter ends its line.
        return offered.phrases.contains(token.getText().toLowerCase(java.util.Locale.ROOT)) ? nothing : offered;
    }

    private static boolean closes(Token token) {
        return switch (token.getType()) {
            case StockruleLexer.TEXT, StockruleLexer.OPEN, StockruleLexer.CLOSE, StockruleLexer.COMMA -> true;
            default -> false;
        };
    }

    private static MayFollow following(TextBefore before, Span typed) {
        var next = next(before);
        if (!before.startsLine()) {
            var words = before.statements().getLast().tokens();
            var phrases =
                    next.keywords().stream().map(each -> phrase(words, each)).toList();
            return new MayFollow(typed, phrases, false, next.isText() ? next.names() : Optional.empty(), false);
        }
        var phrases = Stream.concat(
                starts(before),
                next.keywords().stream()
                        .filter(MayFollow::continues)
                        .map(each -> phrase(before.statements().getLast().tokens(), each)));
        return new MayFollow(typed, phrases.toList(), true, Optional.empty(), false);
    }

    private static NextWords next(TextBefore before) {
        return NextWords.after(
                before.statements().isEmpty()
                        ? List.of()
                        : before.statements().getLast().tokens());
    }

    /// A file starts with its name, and has no other.
    private static Stream<String> starts(TextBefore before) {
        return Words.statementStarts().stream()
                .filter(each -> each.equals("profile") == before.statements().isEmpty())
                .map(each -> phrase(List.of(), each));
    }

    /// Whether a line that begins so goes on with the one before.
    private static boolean continues(String keyword) {
        return StatementTokens.split(new io.stockrule.language.reading.SourceText("profile\n" + keyword))
                        .size()
                == 1;
    }

    private static String phrase(List<Token> before, String keyword) {
        var words = new ArrayList<>(before);
        var phrase = new StringBuilder(keyword);
        words.add(NextWords.word(keyword));
        while (words.size() < LONGEST) {
            var only = NextWords.after(words).onlyKeyword();
            if (only.isEmpty()) {
                break;
            }
            phrase.append(' ').append(only.get());
            words.add(NextWords.word(only.get()));
        }
        return phrase.toString();
    }
}
