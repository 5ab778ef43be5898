package io.stockrule.language;

import io.stockrule.language.TextTest.Match;

/// A text that a test wants, ready to be held against those of many listings.
///
/// @param text as [Word#comparable] makes it
/// @param isAscii whether a text of nothing but ASCII can fit it at all, where capitals do not matter
record WantedText(Word word, Match match, String text, boolean isAscii) {
    static WantedText of(TextTest test, String written) {
        var text = test.word().comparable(written);
        return new WantedText(test.word(), test.match(), text, Word.isAscii(text));
    }

    /// Most texts are ASCII: they are compared as they are, without a copy in small letters.
    boolean isFittedBy(String other) {
        if (!word.ignoresCase()) {
            return match.fits(other, text);
        }
        return match != Match.CONTAINS && Word.isAscii(other)
                ? isAscii && fitsWithoutCase(other)
                : match.fits(word.comparable(other), text);
    }

    private boolean fitsWithoutCase(String other) {
        int from = match == Match.ENDS_WITH ? other.length() - text.length() : 0;
        boolean isWhole = match != Match.IS || other.length() == text.length();
        return isWhole && other.regionMatches(true, from, text, 0, text.length());
    }
}
