package io.stockrule.stock;

import java.util.OptionalLong;

/// One step of a decision that changed something, for the merchant who asks why.
///
/// @param rule the rule's name, a sentence
/// @param before the amount before this step, empty where there was none yet
/// @param after the amount after it, empty where there is none (a hold, an unknown stock)
/// @param saying what happened
public record TraceStep(String rule, OptionalLong before, OptionalLong after, Saying saying) {
    /// One that says this sentence.
    public TraceStep(String rule, OptionalLong before, OptionalLong after, String sentence) {
        this(rule, before, after, Saying.of(Phrase.SENTENCE, sentence));
    }

    /// What happened, in the merchant's words.
    public String sentence() {
        return saying.phrase().sentence(saying.words(), after);
    }
}
