package io.stockrule.sync.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/// What became of one listing of a job.
///
/// @param told a sentence
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record JobResult(long listing, Outcome outcome, Optional<String> sellerSku, String told) {
    /// As it is stored, but `STAYED`.
    enum Outcome {
        DONE,
        /// It is stopped, and leaves its list when Amazon shows 0.
        LEAVING,
        /// It was to leave and has not: something else was wanted of it meanwhile. It is not stored, but
        /// seen.
        STAYED,
        REFUSED,
        /// Something went wrong; it can be tried again.
        FAILED;

        boolean isDone() {
            return this == DONE || this == LEAVING;
        }
    }

    JobResult told(Outcome now, String sentence) {
        return new JobResult(listing, now, sellerSku, sentence);
    }
}
