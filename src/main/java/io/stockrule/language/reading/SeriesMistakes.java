package io.stockrule.language.reading;

import static io.stockrule.language.reading.StockruleLexer.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Where the steps of an expectation and what is expected of them do not go together, and how they do.
final class SeriesMistakes {
    private static final String EXAMPLE = "expect available 12 lists 10, then 4 lists 4, then 0 lists 0";
    private static final Set<Integer> OUTCOMES = Set.of(LISTS, HOLDS, STOPS);

    private SeriesMistakes() {}

    static Optional<String> help(StatementTokens statement, Token found, Set<Integer> expected) {
        if (statement.type() != EXPECT) {
            return Optional.empty();
        }
        var before = StatementExamples.before(statement, found).toList();
        long steps = 1 + count(before, Set.of(THEN));
        boolean lacks = count(before, OUTCOMES) < steps;
        if (lacks && (found.getType() == THEN || found.getType() == EOF && steps > 1 && expected.contains(LISTS))) {
            return Optional.of(
                    "step %d does not say what is expected of it; each step does: %s".formatted(steps, EXAMPLE));
        }
        return !lacks && (found.getType() == COMMA || before.getLast().getType() == COMMA || continues(found))
                ? Optional.of("what comes next starts with then, and says what is expected of it: " + EXAMPLE)
                : Optional.empty();
    }

    private static boolean continues(Token found) {
        return found.getType() == AND || OUTCOMES.contains(found.getType());
    }

    private static long count(List<Token> tokens, Set<Integer> types) {
        return tokens.stream().filter(each -> types.contains(each.getType())).count();
    }
}
