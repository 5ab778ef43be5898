package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;
import static io.stockrule.language.reading.StockruleLexer.*;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// The bounds of a statement, counted on its words before anything is built from them: no text can make the parser
/// recurse deeply or allocate without bound.
final class Limits {
    static final int MOST_STATEMENTS = 200;
    static final int MOST_LEVELS = 16;
    static final int MOST_TESTS = 200;
    static final int MOST_NAMES = 50;
    static final int MOST_STEPS = 50;

    private Limits() {}

    /// The statements within the limit; the `profile` line is not counted.
    static List<StatementTokens> firstOf(List<StatementTokens> statements, Findings findings) {
        int most = MOST_STATEMENTS + (startsWithProfile(statements) ? 1 : 0);
        if (statements.size() <= most) {
            return statements;
        }
        findings.add(tooManyStatements(statements.get(most), statements.size() - most));
        return statements.subList(0, most);
    }

    /// The first limit that the statement breaks.
    static Optional<Diagnostic> brokenBy(StatementTokens statement) {
        var inCondition = statement.hasCondition()
                ? tooDeep(statement).or(() -> tooManyTests(statement))
                : Optional.<Diagnostic>empty();
        return inCondition.or(() -> tooManyNames(statement)).or(() -> tooManySteps(statement));
    }

    private static boolean startsWithProfile(List<StatementTokens> statements) {
        return !statements.isEmpty() && statements.getFirst().type() == PROFILE;
    }

    private static Optional<Diagnostic> tooDeep(StatementTokens statement) {
        var open = new ArrayDeque<Integer>();
        int level = 0;
        int nots = 0;
        int previous = Token.EOF;
        for (var token : statement.tokens()) {
            switch (token.getType()) {
                case NOT -> nots += previous == IS ? 0 : 1;
                case OPEN -> {
                    open.push(nots + 1);
                    level += nots + 1;
                    nots = 0;
                }
                case CLOSE -> {
                    level -= open.isEmpty() ? 0 : open.pop();
                    nots = 0;
                }
                default -> nots = 0;
            }
            if (level + nots > MOST_LEVELS) {
                return Optional.of(tooDeep(token));
            }
            previous = token.getType();
        }
        return Optional.empty();
    }

    /// Each test has exactly one of these words.
    private static boolean marksTest(Token token) {
        return switch (token.getType()) {
            case IS, STARTS, ENDS, CONTAINS, KEEPS -> true;
            default -> false;
        };
    }

    private static Optional<Diagnostic> tooManyTests(StatementTokens statement) {
        return statement.tokens().stream()
                .filter(Limits::marksTest)
                .skip(MOST_TESTS)
                .findFirst()
                .map(Limits::tooManyTests);
    }

    private static Optional<Diagnostic> tooManyNames(StatementTokens statement) {
        int names = 0;
        for (var token : statement.tokens()) {
            switch (token.getType()) {
                case TEXT -> names++;
                case COMMA, AND -> {}
                default -> names = 0;
            }
            if (names > MOST_NAMES) {
                return Optional.of(tooManyNames(token));
            }
        }
        return Optional.empty();
    }

    /// Each step but the first has exactly one `then`.
    private static Optional<Diagnostic> tooManySteps(StatementTokens statement) {
        return statement.type() != EXPECT
                ? Optional.empty()
                : statement.tokens().stream()
                        .filter(each -> each.getType() == THEN)
                        .skip(MOST_STEPS - 1)
                        .findFirst()
                        .map(Limits::tooManySteps);
    }

    private static Diagnostic tooManySteps(Token token) {
        return Diagnostic.error(
                Code.TOO_MANY_STEPS,
                spanOf(token),
                "an expectation has at most %d steps".formatted(MOST_STEPS),
                "write several expectations instead");
    }

    private static Diagnostic tooManyStatements(StatementTokens first, int more) {
        return Diagnostic.error(
                Code.TOO_MANY_STATEMENTS,
                first.place().span(),
                "a profile has at most %d statements, here starts one too many".formatted(MOST_STATEMENTS),
                "this one and the %d after it are not read; split the profile".formatted(more - 1));
    }

    private static Diagnostic tooDeep(Token token) {
        return Diagnostic.error(
                Code.TOO_DEEP,
                spanOf(token),
                "a condition has at most %d levels of parentheses and \"not\"".formatted(MOST_LEVELS),
                "write several exceptions instead");
    }

    private static Diagnostic tooManyTests(Token token) {
        return Diagnostic.error(
                Code.TOO_MANY_TESTS,
                spanOf(token),
                "a condition has at most %d tests".formatted(MOST_TESTS),
                "write several exceptions instead");
    }

    private static Diagnostic tooManyNames(Token token) {
        return Diagnostic.error(
                Code.TOO_MANY_NAMES,
                spanOf(token),
                "a list has at most %d names".formatted(MOST_NAMES),
                "leave some out");
    }
}
