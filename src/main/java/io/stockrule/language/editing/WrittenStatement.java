package io.stockrule.language.editing;

import static java.util.stream.Collectors.toMap;

import io.stockrule.language.Findings;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.reading.StatementTokens;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A statement and the words that it is made of.
record WrittenStatement(Statement statement, StatementTokens words) {
    /// All of a text, in its order.
    ///
    /// @param findings what is wrong with those that are left out
    static List<WrittenStatement> in(String text, Findings findings) {
        var words = StatementTokens.split(SourceText.read(text, new Findings())).stream()
                .collect(toMap(each -> StatementTokens.spanOf(each.first()).line(), Function.identity()));
        return ProfileParser.parse(text, findings).statements().stream()
                .map(each -> new WrittenStatement(
                        each,
                        Objects.requireNonNull(words.get(each.place().span().line()))))
                .toList();
    }

    /// From 1.
    int lastLine() {
        return words.last().getLine();
    }
}
