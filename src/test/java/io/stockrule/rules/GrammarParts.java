package io.stockrule.rules;

import io.stockrule.language.Findings;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleParser;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// What the grammar is made of: each word that a rule may have, and each rule that one may have in it, such as
/// `comparison 'below'` and `action lead`. It is taken from the grammar as it is compiled, so a new row of it has parts
/// that nobody has to list.
final class GrammarParts {
    private GrammarParts() {}

    static Set<String> all() {
        var parts = new TreeSet<String>();
        for (var state : StockruleParser._ATN.states) {
            transitions(state).flatMap(each -> parts(state, each)).forEach(parts::add);
        }
        return parts;
    }

    private static Stream<Transition> transitions(ATNState state) {
        return IntStream.range(0, state.getNumberOfTransitions()).mapToObj(state::transition);
    }

    private static Stream<String> parts(ATNState state, Transition transition) {
        if (transition instanceof RuleTransition rule) {
            return Stream.of(part(state.ruleIndex, StockruleParser.ruleNames[rule.ruleIndex]));
        }
        return transition.label() == null
                ? Stream.empty()
                : transition.label().toList().stream()
                        .filter(type -> type != Token.EOF)
                        .map(type -> part(state.ruleIndex, word(type)));
    }

    /// The parts of a text without mistakes.
    static Set<String> of(String text) {
        var parts = new HashSet<String>();
        for (var statement : StatementTokens.split(SourceText.read(text, new Findings()))) {
            var parser = new StockruleParser(new CommonTokenStream(new ListTokenSource(statement.tokens())));
            add(parser.statement(), parts);
        }
        return parts;
    }

    private static void add(ParserRuleContext rule, Set<String> parts) {
        for (var child : rule.children) {
            if (child instanceof TerminalNode end && end.getSymbol().getType() == Token.EOF) {
                return;
            }
            parts.add(part(rule.getRuleIndex(), name(child)));
            if (child instanceof ParserRuleContext inner) {
                add(inner, parts);
            }
        }
    }

    private static String name(ParseTree child) {
        return switch (child) {
            case TerminalNode word -> word(word.getSymbol().getType());
            case ParserRuleContext inner -> StockruleParser.ruleNames[inner.getRuleIndex()];
            default -> throw new IllegalStateException("neither word nor rule: " + child);
        };
    }

    private static String part(int rule, String name) {
        return StockruleParser.ruleNames[rule] + " " + name;
    }

    private static String word(int type) {
        return StockruleParser.VOCABULARY.getDisplayName(type);
    }
}
