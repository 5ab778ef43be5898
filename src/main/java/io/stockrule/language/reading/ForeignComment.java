package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// A comment as other languages begin it, `// two for the shop`: one mistake, whatever its words are.
///
/// @param mistake what is told of it
/// @param outside the statement without it; empty where nothing else stands
record ForeignComment(Diagnostic mistake, Optional<StatementTokens> outside) {
    private static final Set<String> SIGNS = Set.of("//", "--", "/*");

    static Optional<ForeignComment> in(StatementTokens statement) {
        var tokens = statement.tokens();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (starts(tokens.get(i), tokens.get(i + 1))) {
                return Optional.of(at(tokens, i));
            }
        }
        return Optional.empty();
    }

    private static boolean starts(Token sign, Token next) {
        return sign.getType() == StockruleLexer.STRANGE
                && next.getType() == StockruleLexer.STRANGE
                && sign.getStopIndex() + 1 == next.getStartIndex()
                && SIGNS.contains(sign.getText() + next.getText());
    }

    private static ForeignComment at(List<Token> tokens, int at) {
        int end = at;
        while (end < tokens.size()
                && tokens.get(end).getLine() == tokens.get(at).getLine()) {
            end++;
        }
        var outside = new ArrayList<>(tokens.subList(0, at));
        outside.addAll(tokens.subList(end, tokens.size()));
        var sign = spanOf(tokens.get(at), tokens.get(at + 1));
        return new ForeignComment(
                Diagnostic.error(
                                Code.STRANGE_CHARACTER,
                                sign,
                                "\"%s%s\" starts no comment"
                                        .formatted(
                                                tokens.get(at).getText(),
                                                tokens.get(at + 1).getText()),
                                "a comment starts with # and ends with its line")
                        .repairedBy(Repair.certain(Edit.of(sign, "#"))),
                outside.isEmpty() ? Optional.empty() : Optional.of(new StatementTokens(outside)));
    }
}
