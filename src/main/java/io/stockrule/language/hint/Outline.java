package io.stockrule.language.hint;

import io.stockrule.language.Findings;
import io.stockrule.language.Span;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The parts of a text, whether or not they can be read.
///
/// @param comments the lines, from 1, on which nothing but a comment stands
public record Outline(List<Part> parts, List<Integer> comments) {
    public Outline {
        parts = List.copyOf(parts);
        comments = List.copyOf(comments);
    }

    /// A statement.
    ///
    /// @param start the keyword that it starts with; empty where it starts with none
    /// @param text on one line, without comments
    /// @param first its first line, as far as it has words
    /// @param last its last word
    public record Part(Optional<String> start, String text, Span first, Span last) {}

    public static Outline of(String text) {
        var source = SourceText.read(text, new Findings());
        var statements = StatementTokens.split(source);
        var parts = statements.stream().map(Outline::part).toList();
        return new Outline(parts, comments(source.text().split("\n", -1)));
    }

    private static Part part(StatementTokens statement) {
        var place = statement.place();
        return new Part(
                Optional.of(Words.keyword(statement.type())).filter(each -> !each.isEmpty()),
                place.text(),
                place.span(),
                StatementTokens.spanOf(statement.last()));
    }

    private static List<Integer> comments(String[] lines) {
        return IntStream.rangeClosed(1, lines.length)
                .filter(number -> lines[number - 1].strip().startsWith("#"))
                .boxed()
                .toList();
    }
}
