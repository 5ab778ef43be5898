package io.stockrule.language.reading;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Reads a profile text statement by statement; a mistake in one leaves the others readable.
public final class ProfileParser {
    /// @param statements those without a mistake, in the order of the text
    /// @param expectationLines the lines of all `expect` statements, also of those with a mistake
    public record Parsed(List<Statement> statements, Set<Integer> expectationLines) {}

    private final Findings findings;
    private final Habits habits = new Habits();

    private ProfileParser(Findings findings) {
        this.findings = findings;
    }

    public static Parsed parse(String raw, Findings findings) {
        var source = SourceText.read(raw, findings);
        var all = StatementTokens.split(source);
        if (findings.count() == 0 || !all.isEmpty()) {
            ProfileLine.check(all, findings);
        }
        var parser = new ProfileParser(findings);
        var statements = Limits.firstOf(all, findings).stream()
                .flatMap(each -> parser.statement(each).stream())
                .toList();
        return new Parsed(statements, expectationLines(all));
    }

    private static Set<Integer> expectationLines(List<StatementTokens> statements) {
        return statements.stream()
                .filter(each -> each.type() == StockruleLexer.EXPECT)
                .flatMap(each -> each.tokens().stream())
                .map(Token::getLine)
                .collect(Collectors.toSet());
    }

    private Optional<Statement> statement(StatementTokens written) {
        var comment = ForeignComment.in(written);
        comment.map(ForeignComment::mistake).ifPresent(findings::add);
        return comment.map(ForeignComment::outside).orElse(Optional.of(written)).flatMap(this::withoutComment);
    }

    private Optional<Statement> withoutComment(StatementTokens tokens) {
        var mistakes = mistakesIn(tokens).toList();
        if (!mistakes.isEmpty()) {
            habits.told(tokens, mistakes).forEach(findings::add);
            return Optional.empty();
        }
        try {
            return built(tokens, findings);
        } catch (ParseCancellationException stopped) {
            habits.told(tokens, List.of(mistake(tokens, stopped))).forEach(findings::add);
            return Optional.empty();
        }
    }

    /// Reads one statement, without looking for what could be meant by one with a mistake.
    static Optional<Statement> read(StatementTokens tokens, Findings findings) {
        var mistakes = mistakesIn(tokens).toList();
        mistakes.forEach(findings::add);
        try {
            return mistakes.isEmpty() ? built(tokens, findings) : Optional.empty();
        } catch (ParseCancellationException stopped) {
            findings.add(mistake(tokens, stopped));
            return Optional.empty();
        }
    }

    private static Stream<Diagnostic> mistakesIn(StatementTokens statement) {
        var inWords = statement.tokens().stream().flatMap(each -> LiteralMistakes.in(each).stream());
        var unknown = Words.startsStatement(statement.type())
                        || LiteralMistakes.in(statement.first()).isPresent()
                ? Stream.<Diagnostic>empty()
                : Stream.of(SyntaxMistakes.unknownStatement(statement));
        return Stream.of(inWords, unknown, Limits.brokenBy(statement).stream()).flatMap(each -> each);
    }

    private static Optional<Statement> built(StatementTokens tokens, Findings findings) {
        var parser = new StockruleParser(new CommonTokenStream(new ListTokenSource(tokens.tokens())));
        parser.removeErrorListeners();
        parser.setErrorHandler(new FirstMistake());
        return new StatementBuilder(tokens, findings).build(parser.statement());
    }

    private static Diagnostic mistake(StatementTokens tokens, ParseCancellationException stopped) {
        if (stopped.getCause() instanceof RecognitionException mistake) {
            return SyntaxMistakes.unexpected(tokens, mistake);
        }
        throw stopped;
    }
}
