package io.stockrule.language.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.stockrule.language.Checked;
import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleLexer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;

/// Offers to take out a statement without which the profile does the same. That is certain only where an earlier one
/// says it word for word; else the merchant may have meant something that it does not do yet. Comments stay.
final class Removals {
    private static final Set<Code> IDLE = EnumSet.of(Code.NEVER_ACTS, Code.CHANGES_NOTHING);
    private static final Set<Code> SOUGHT = EnumSet.of(Code.NEVER_ACTS, Code.CHANGES_NOTHING, Code.GIVEN_TWICE);

    private final List<StatementTokens> statements;

    private Removals(String text) {
        statements = StatementTokens.split(SourceText.read(text, new Findings()));
    }

    static Checked offered(String text, Checked checked) {
        if (checked.diagnostics().stream().noneMatch(each -> SOUGHT.contains(each.code()))) {
            return checked;
        }
        var removals = new Removals(text);
        var diagnostics = checked.diagnostics().stream().map(removals::offered).toList();
        return switch (checked) {
            case Checked.Accepted accepted -> new Checked.Accepted(accepted.profile(), diagnostics);
            case Checked.Rejected _ -> new Checked.Rejected(diagnostics);
        };
    }

    private Diagnostic offered(Diagnostic found) {
        return SOUGHT.contains(found.code()) && found.repair().isEmpty()
                ? found.repairedBy(at(found.span()).flatMap(each -> repair(each, found.code())))
                : found;
    }

    private Optional<StatementTokens> at(Span span) {
        return statements.stream()
                .filter(each -> StatementTokens.spanOf(each.first()).compareTo(span) == 0)
                .findFirst();
    }

    private Optional<Repair> repair(StatementTokens statement, Code code) {
        boolean again = statements.stream()
                .takeWhile(each -> each != statement)
                .anyMatch(each -> words(each).equals(words(statement)));
        return again || IDLE.contains(code) ? Optional.of(new Repair(edits(statement), again)) : Optional.empty();
    }

    private static String words(StatementTokens statement) {
        return statement.tokens().stream()
                .map(each -> each.getType() == StockruleLexer.TEXT
                        ? each.getText()
                        : each.getText().toLowerCase(Locale.ROOT))
                .collect(joining(" "));
    }

    /// One of each line.
    private static List<Edit> edits(StatementTokens statement) {
        return statement.tokens().stream().collect(groupingBy(Token::getLine, TreeMap::new, toList())).values().stream()
                .map(words -> Edit.of(from(words.getFirst(), words.getLast()), ""))
                .toList();
    }

    private static Span from(Token start, Token end) {
        var first = StatementTokens.spanOf(start);
        var last = StatementTokens.spanOf(end);
        return new Span(first.line(), first.column(), last.column() + last.length() - first.column());
    }
}
