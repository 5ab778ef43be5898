package io.stockrule.language;

import static io.stockrule.language.StatementTokens.spanOf;

import org.antlr.v4.runtime.Token;

/// Reads values where the place in the statement asks for more than the value alone.
final class Values {
    private Values() {}

    /// A count; only a comparison and the facts of an expectation may be below zero.
    static int count(Token token, Findings findings) {
        int number = Literals.number(token);
        if (number < 0) {
            findings.add(Diagnostic.error(
                    Code.NEGATIVE_NUMBER,
                    spanOf(token),
                    "%d is negative, and a quantity is not".formatted(number),
                    "write %d".formatted(-number)));
        }
        return number;
    }

    /// The name of a profile or a warehouse.
    static Quoted name(Token token, Findings findings) {
        var name = Literals.quoted(token);
        if (name.text().isBlank()) {
            findings.add(Diagnostic.error(
                    Code.EMPTY_NAME, spanOf(token), "a name has at least one letter", "write it between the quotes"));
        }
        return name;
    }

    /// Says that a part of the language is still to come.
    static Diagnostic notYet(Token from, Token to, String what) {
        return Diagnostic.error(
                Code.NOT_AVAILABLE_YET,
                from.getLine() == to.getLine() ? spanOf(from, to) : spanOf(from),
                "%s is not available yet".formatted(what),
                "leave it out for now");
    }
}
