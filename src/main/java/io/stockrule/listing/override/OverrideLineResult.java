package io.stockrule.listing.override;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.listing.override.OverrideFile.Line;
import java.util.Optional;
import java.util.OptionalLong;

/// What became of one line of a file of overrides.
///
/// @param line in the file, from 1
/// @param listing its id; absent where it is not known
/// @param problem a stable name for programs; absent unless it was refused
/// @param message for people; absent unless it was refused
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OverrideLineResult(
        int line,
        String amazonSku,
        Outcome outcome,
        OptionalLong listing,
        Optional<String> problem,
        Optional<String> message) {
    enum Outcome {
        SET,
        /// All that the line says was so before.
        UNCHANGED,
        REFUSED
    }

    static OverrideLineResult taken(Line line, Outcome outcome, long listing) {
        return new OverrideLineResult(
                line.number(), line.amazonSku(), outcome, OptionalLong.of(listing), Optional.empty(), Optional.empty());
    }

    static OverrideLineResult refused(Line line, String problem, String message) {
        return new OverrideLineResult(
                line.number(),
                line.amazonSku(),
                Outcome.REFUSED,
                OptionalLong.empty(),
                Optional.of(problem),
                Optional.of(message));
    }
}
