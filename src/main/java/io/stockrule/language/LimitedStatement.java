package io.stockrule.language;

import java.util.List;

/// A statement for some listings only: `keep 5 in reserve where tag is "fragile"`. Of those of one kind the first whose
/// condition holds applies; one without a condition is for the rest.
///
/// @param where tests texts and times, never amounts
/// @param whereText the condition as the merchant wrote it, on one line, for the trace
public record LimitedStatement(Provision provision, Condition where, String whereText, Span span) {
    /// How a trace says for which listings it is: `for Candle`, or the condition where that takes more words.
    public String whom() {
        return where instanceof Condition.OnText(TextTest(var _, var match, List<String> texts))
                        && match == TextTest.Match.IS
                        && texts.size() == 1
                ? "for " + texts.getFirst()
                : "where " + whereText;
    }
}
