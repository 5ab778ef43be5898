package io.stockrule.stock;

import java.util.List;

/// What a step of a trace says, before somebody reads it: a [Phrase] and its words.
public record Saying(Phrase phrase, List<String> words) {
    public Saying {
        words = List.copyOf(words);
    }

    public static Saying of(Phrase phrase, String... words) {
        return new Saying(phrase, List.of(words));
    }
}
