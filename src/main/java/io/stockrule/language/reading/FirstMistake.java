package io.stockrule.language.reading;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Stops at the first word that does not fit. Each statement is parsed alone, so the next one is a fresh start;
/// guessing on within this one would tell of mistakes that nobody made.
final class FirstMistake extends DefaultErrorStrategy {
    @Override
    public void sync(Parser parser) {
        if (!parser.getExpectedTokens().contains(parser.getInputStream().LA(1))) {
            throw new InputMismatchException(parser);
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    @Override
    public void reportError(Parser parser, RecognitionException mistake) {
        throw new ParseCancellationException(mistake);
    }
}
