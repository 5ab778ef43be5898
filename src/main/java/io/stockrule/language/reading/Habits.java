package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;
import static java.util.stream.Collectors.joining;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
import io.stockrule.language.reading.Rewording.Reworded;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;

/// Tells the mistakes of a statement by what was meant, where that can be found out.
final class Habits {
    /// Whoever makes more mistakes is helped by the first ones; looking for all would take its time.
    private static final int MOST_STATEMENTS = 20;

    /// How help starts that would be the same for any mistake.
    private static final List<String> GENERAL =
            List.of("for example: ", "statements start with ", "a test starts with ");

    private static final String ENDS = "a statement ends ";

    /// Whoever goes beyond a limit means what is written.
    private static final Set<Code> LIMITS = Set.of(Code.TOO_DEEP, Code.TOO_MANY_NAMES, Code.TOO_MANY_TESTS);

    private int statements;

    /// @param mistakes of this statement, at least one
    List<Diagnostic> told(StatementTokens statement, List<Diagnostic> mistakes) {
        if (statements++ >= MOST_STATEMENTS || mistakes.stream().anyMatch(each -> LIMITS.contains(each.code()))) {
            return mistakes;
        }
        return onTwoLines(statement, mistakes.getFirst())
                .map(List::of)
                .or(() -> Rewording.of(statement).map(meant -> told(statement, mistakes, meant)))
                .orElse(mistakes);
    }

    private static List<Diagnostic> told(StatementTokens statement, List<Diagnostic> mistakes, Reworded meant) {
        var own = mistakes.stream()
                .flatMap(each -> each.repair().stream())
                .flatMap(each -> each.edits().stream())
                .sorted()
                .toList();
        if (own.equals(meant.repair().edits())) {
            return mistakes;
        }
        var told = asOneSign(statement, mistakes, meant.repair().edits().getFirst())
                .orElse(mistakes.getFirst())
                .repairedBy(meant.repair());
        boolean saysAsMuch = mistakes.size() == 1 && saysAsMuch(told, meant.repair());
        return List.of(saysAsMuch ? told : told.helpedBy(advice(meant)));
    }

    /// Signs that are one to whoever wrote them, such as `<=`, are one mistake.
    private static Optional<Diagnostic> asOneSign(StatementTokens statement, List<Diagnostic> mistakes, Edit edit) {
        var replaced = statement.tokens().stream()
                .filter(token -> isWithin(spanOf(token), edit))
                .toList();
        if (mistakes.size() < 2
                || replaced.size() < 2
                || replaced.stream().anyMatch(token -> token.getType() != StockruleLexer.STRANGE)) {
            return Optional.empty();
        }
        var sign = replaced.stream().map(Token::getText).collect(joining());
        return Optional.of(mistakes.getFirst()
                .at(spanOf(replaced.getFirst(), replaced.getLast()), List.of())
                .saying("\"%s\" means nothing here".formatted(Diagnostic.shortened(sign))));
    }

    private static boolean isWithin(Span span, Edit edit) {
        return span.line() == edit.line()
                && span.column() >= edit.column()
                && span.column() + span.length() <= edit.column() + edit.length();
    }

    /// Whether the help already tells what is changed.
    private static boolean saysAsMuch(Diagnostic mistake, Repair repair) {
        var change = repair.edits().getFirst().replacement();
        if (!repair.certain()
                && mistake.help().filter(it -> it.contains(", or ")).isPresent()) {
            return true; // it names more than one
        }
        return repair.edits().size() == 1
                && mistake.help()
                        .filter(help -> GENERAL.stream().noneMatch(help::startsWith))
                        .filter(help -> change.isBlank() ? help.startsWith(ENDS) : names(help, change))
                        .isPresent();
    }

    private static boolean names(String help, String change) {
        return (help + " ").contains(" " + change + " ") || help.contains("\"" + change + "\"");
    }

    private static String advice(Reworded meant) {
        return "write: " + Diagnostic.shortened(meant.text(), Diagnostic.LONGEST_STATEMENT);
    }

    /// `keep 2 in reserve offer 50%` is two statements.
    private static Optional<Diagnostic> onTwoLines(StatementTokens statement, Diagnostic mistake) {
        var tokens = statement.tokens();
        return IntStream.range(1, tokens.size())
                .filter(i -> spanOf(tokens.get(i)).equals(mistake.span())
                        && Words.startsStatement(tokens.get(i).getType()))
                .filter(i -> reads(tokens.subList(0, i)) && reads(tokens.subList(i, tokens.size())))
                .mapToObj(i -> {
                    var last = spanOf(tokens.get(i - 1));
                    int end = last.column() + last.length();
                    var edit = new Edit(last.line(), end, mistake.span().column() - end, "\n");
                    return mistake.repairedBy(Repair.certain(edit))
                            .helpedBy("write two lines:\n%s\n%s"
                                    .formatted(
                                            TokenDifference.spelt(tokens.subList(0, i)),
                                            TokenDifference.spelt(tokens.subList(i, tokens.size()))));
                })
                .findFirst();
    }

    private static boolean reads(List<Token> tokens) {
        var findings = new Findings();
        return ProfileParser.read(new StatementTokens(tokens), findings).isPresent() && findings.count() == 0;
    }
}
