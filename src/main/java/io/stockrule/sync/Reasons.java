package io.stockrule.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Phrase;
import io.stockrule.stock.Saying;
import io.stockrule.stock.TraceStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Why a number was decided, as it is kept for ever. Of the trace it has what was said, not how: sentences are made for
/// whoever reads it ([StoredReasons]).
///
/// @param version of this form; the one before had no number
record Reasons(
        @JsonProperty("v") int version,
        long listing,
        long profile,
        int profileVersion,
        ListingFacts facts,
        List<Step> steps) {
    static final int VERSION = 2;

    /// In the order of a row, without names: most of a trace would be these.
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"rule", "before", "after", "phrase", "words"})
    record Step(String rule, OptionalLong before, OptionalLong after, Phrase phrase, List<String> words) {
        static Step of(TraceStep step) {
            var saying = step.saying();
            return new Step(step.rule(), step.before(), step.after(), saying.phrase(), saying.words());
        }

        TraceStep step() {
            return new TraceStep(rule, before, after, new Saying(phrase, words));
        }
    }

    /// @param subtracted what was done to it after the profile had come to its end
    static Reasons of(Decided decided, Optional<TraceStep> subtracted) {
        return new Reasons(
                VERSION,
                decided.listing().listingId(),
                decided.listing().profileId(),
                decided.profileVersion(),
                decided.facts(),
                Stream.concat(decided.decision().trace().stream(), subtracted.stream())
                        .map(Step::of)
                        .toList());
    }

    String write(ObjectMapper json) {
        try {
            return json.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("why a number was decided could not be written as JSON", e);
        }
    }
}
