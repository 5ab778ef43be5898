package io.stockrule.language.reading;

import io.stockrule.language.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// The words of one statement, none of them missing: a statement has at least one.
public record StatementTokens(List<Token> tokens) {
    /// A statement ends with its line; a line that starts with `then`, `and`, `or` or `where` continues the
    /// one before.
    public static List<StatementTokens> split(SourceText source) {
        var lexer = new StockruleLexer(CharStreams.fromString(source.text()));
        lexer.removeErrorListeners();
        var statements = new ArrayList<List<Token>>();
        int line = 0;
        for (var token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            if (statements.isEmpty() || (token.getLine() != line && !continues(token))) {
                statements.add(new ArrayList<>());
            }
            statements.getLast().add(token);
            line = token.getLine();
        }
        return statements.stream().map(StatementTokens::new).toList();
    }

    private static boolean continues(Token token) {
        return switch (token.getType()) {
            case StockruleLexer.THEN,
                    StockruleLexer.AND,
                    StockruleLexer.OR,
                    StockruleLexer.OTHERWISE,
                    StockruleLexer.WHERE -> true;
            default -> false;
        };
    }

    /// Whether a condition stands in it, to which most of it may belong.
    boolean hasCondition() {
        return type() == StockruleLexer.WHEN
                || tokens.stream().anyMatch(each -> each.getType() == StockruleLexer.WHERE);
    }

    public Token first() {
        return tokens.getFirst();
    }

    public Token last() {
        return tokens.getLast();
    }

    public int type() {
        return first().getType();
    }

    public Place place() {
        return new Place(spanOf(first(), lastOfFirstLine()), text());
    }

    public static Span spanOf(Token token) {
        return spanOf(token, token);
    }

    /// Both on one line.
    static Span spanOf(Token from, Token to) {
        return new Span(from.getLine(), from.getCharPositionInLine() + 1, to.getStopIndex() - from.getStartIndex() + 1);
    }

    /// The place behind the last word, where something is missing.
    Span end() {
        var last = spanOf(last());
        return new Span(last.line(), last.column() + last.length(), 1);
    }

    private Token lastOfFirstLine() {
        return tokens.stream()
                .filter(each -> each.getLine() == first().getLine())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /// What stands before this word, on one line.
    String textBefore(Token word) {
        return text(tokens.subList(0, tokens.indexOf(word)));
    }

    /// What stands behind this word, on one line.
    String textBehind(Token word) {
        return text(tokens.subList(tokens.indexOf(word) + 1, tokens.size()));
    }

    private String text() {
        return text(tokens);
    }

    private static String text(List<Token> tokens) {
        var text = new StringBuilder(tokens.getFirst().getText());
        for (int i = 1; i < tokens.size(); i++) {
            boolean apart = tokens.get(i - 1).getStopIndex() + 1 < tokens.get(i).getStartIndex();
            text.append(apart ? " " : "").append(tokens.get(i).getText());
        }
        return text.toString();
    }
}
