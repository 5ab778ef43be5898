package io.stockrule.language.reading;

import io.stockrule.language.NameKind;
import io.stockrule.language.reading.StockruleParser.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// What the grammar lets follow the words of a statement that somebody is still writing: the parser itself is asked,
/// with a word behind them that can stand nowhere.
///
/// @param types of the words that may follow, the end of the line among them
/// @param names what a name that may follow is a name of
public record NextWords(Set<Integer> types, Optional<NameKind> names) {
    private static final NextWords NONE = new NextWords(Set.of(), Optional.empty());

    public NextWords {
        types = Set.copyOf(types);
    }

    /// @param words of one statement
    /// @return nothing where a mistake stands among them, or they break a limit
    public static NextWords after(List<Token> words) {
        return words.isEmpty() || Limits.brokenBy(new StatementTokens(words)).isPresent()
                ? NONE
                : stopped(words).map(each -> of(words, each)).orElse(NONE);
    }

    /// The keywords among them, as merchants write them.
    public List<String> keywords() {
        return Words.keywords(types);
    }

    /// Whether a text in quotes may follow.
    public boolean isText() {
        return types.contains(StockruleLexer.TEXT);
    }

    /// The only keyword that can follow; empty where there is a choice, or something else can.
    public Optional<String> onlyKeyword() {
        var keywords = keywords();
        return types.size() == 1 ? keywords.stream().findFirst() : Optional.empty();
    }

    /// A word as it would be read.
    public static Token word(String keyword) {
        return StatementTokens.split(new SourceText(keyword)).getFirst().first();
    }

    private static NextWords of(List<Token> words, RecognitionException stopped) {
        if (words.getLast().getType() == StockruleLexer.ON) {
            return new NextWords(tried(words), Optional.empty()); // a day, or what is on hand
        }
        return words.getLast().getType() == StockruleLexer.AND
                ? behindAnd(words, stopped)
                : new NextWords(stopped.getExpectedTokens().toSet(), names(stopped.getCtx()));
    }

    /// An `and` ends a list of names or joins two tests, and the parser has taken it for one of both.
    private static NextWords behindAnd(List<Token> words, RecognitionException stopped) {
        var before = words.subList(0, words.size() - 1);
        var listed = stopped(with(before, new CommonToken(StockruleLexer.COMMA)));
        return new NextWords(
                tried(words),
                listed.map(RecognitionException::getCtx)
                        .flatMap(NextWords::names)
                        .or(() -> names(stopped.getCtx())));
    }

    /// Each kind of word that can be written, tried in turn.
    private static Set<Integer> tried(List<Token> words) {
        return IntStream.rangeClosed(1, StockruleLexer.CLOCK)
                .filter(type -> stopped(with(words, new CommonToken(type))).isPresent())
                .boxed()
                .collect(Collectors.toSet());
    }

    private static List<Token> with(List<Token> words, Token another) {
        var more = new ArrayList<>(words);
        more.add(another);
        return more;
    }

    /// Where the parser stops behind all words; empty when it stops before.
    private static Optional<RecognitionException> stopped(List<Token> words) {
        var end = new CommonToken(StockruleLexer.STRANGE, "");
        try {
            var parser = new StockruleParser(new CommonTokenStream(new ListTokenSource(with(words, end))));
            parser.removeErrorListeners();
            parser.setErrorHandler(new FirstMistake());
            parser.statement();
            throw new IllegalStateException("a word that can stand nowhere was read: " + words);
        } catch (ParseCancellationException e) {
            return e.getCause() instanceof RecognitionException mistake && mistake.getOffendingToken() == end
                    ? Optional.of(mistake)
                    : Optional.empty();
        }
    }

    private static Optional<NameKind> names(RuleContext place) {
        return switch (place) {
            case NamesContext names -> names(names.getParent());
            case SelectionContext _,
                    ReserveContext _,
                    AmountContext _,
                    ExpectContext _,
                    StepContext _,
                    GivenContext _ -> Optional.of(new NameKind.Warehouse());
            case WordContext _ -> Optional.of(new NameKind.Metafield());
            case IncludeContext _ -> Optional.of(new NameKind.RuleFile());
            case WordTestContext test when test.getParent() instanceof TestContext whole -> text(whole.word());
            case WordGivenContext given -> text(given.word());
            default -> Optional.empty();
        };
    }

    private static Optional<NameKind> text(WordContext word) {
        return Optional.of(new NameKind.ListingText(Values.word(word)));
    }
}
