package io.stockrule.sync.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Why a listing shows what it shows: the newest decision, and the numbers that were sent, newest first.
record Explanation(ListingView listing, Optional<DecisionView> decision, List<SentView> sent) {

    /// What the profile last said.
    ///
    /// @param outcome `lists`, `stops` or `holds`
    /// @param facts what the profile was told
    /// @param trace the steps that led to the outcome; those of a statement with its `line` and `statement`
    record DecisionView(
            String outcome,
            OptionalInt quantity,
            @Nullable String reason,
            String profile,
            @JsonIgnore long profileId,
            int profileVersion,
            JsonNode facts,
            JsonNode trace,
            Instant decidedAt) {}

    /// A number that was sent.
    ///
    /// @param number counts the decisions about the Amazon SKU, anew for each time that its account was connected
    /// @param because the decision behind it: listing, profile and version, facts, trace
    /// @param state what became of it
    record SentView(
            long number,
            int quantity,
            OptionalInt handlingDays,
            JsonNode because,
            Instant decidedAt,
            Instant sentAt,
            int timesSent,
            String state,
            @Nullable Instant acceptedAt,
            @Nullable Instant effectiveAt,
            @Nullable String submissionId,
            @Nullable String requestId,
            @Nullable String problem,
            @Nullable JsonNode issues) {}
}
