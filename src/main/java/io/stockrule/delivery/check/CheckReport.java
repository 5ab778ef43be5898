package io.stockrule.delivery.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a check of an account's connection has found.
///
/// @param checks one of each [Subject], in their order
/// @param marketplaces where the seller may sell, as far as Amazon has told
public record CheckReport(Instant checkedAt, List<Finding> checks, List<MarketplaceFinding> marketplaces) {
    /// What is checked.
    public enum Subject {
        /// That Amazon grants access tokens for what was entered.
        CREDENTIALS,
        /// That the seller sells where Selling Lists say so.
        MARKETPLACES,
        /// That Amazon has suspended none of the seller's listings as a whole.
        SUSPENDED_LISTINGS,
        /// That the application may read listings.
        READING,
        /// That the application may change listings.
        CHANGING,
        /// That Amazon sends notifications of changes; only where the operator has named a queue for them.
        NOTIFICATIONS
    }

    /// How a check ended.
    public enum Outcome {
        OK,
        /// Numbers go on, and something should be looked at.
        WARNING,
        /// Numbers do not arrive, or not all, until somebody acts.
        FAILED,
        /// Nothing is known, good or bad.
        NOT_CHECKED
    }

    /// What one check has found.
    ///
    /// @param sentence for the merchant
    /// @param toDo what to do; absent if nothing is, or the sentence says it
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Finding(Subject check, Outcome result, String sentence, Optional<String> toDo) {
        static Finding ok(Subject check, String sentence) {
            return new Finding(check, Outcome.OK, sentence, Optional.empty());
        }

        static Finding warning(Subject check, String sentence, String toDo) {
            return new Finding(check, Outcome.WARNING, sentence, Optional.of(toDo));
        }

        static Finding failed(Subject check, String sentence, String toDo) {
            return new Finding(check, Outcome.FAILED, sentence, Optional.of(toDo));
        }

        static Finding notChecked(Subject check, String sentence) {
            return new Finding(check, Outcome.NOT_CHECKED, sentence, Optional.empty());
        }

        static Finding notChecked(Subject check, String sentence, String toDo) {
            return new Finding(check, Outcome.NOT_CHECKED, sentence, Optional.of(toDo));
        }
    }

    /// One marketplace.
    ///
    /// @param marketplace country code
    /// @param participates the seller sells there
    /// @param suspendedListings the seller's listings are inactive there
    /// @param inSellingLists there are Selling Lists of the account for it
    public record MarketplaceFinding(
            String marketplace, boolean participates, boolean suspendedListings, boolean inSellingLists) {}
}
