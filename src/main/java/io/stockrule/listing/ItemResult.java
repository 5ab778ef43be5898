package io.stockrule.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/// What became of one item: a listing, or a problem.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ItemResult(Optional<Long> listingId, Optional<ItemProblem> problem) {
    static ItemResult added(long listingId) {
        return new ItemResult(Optional.of(listingId), Optional.empty());
    }

    static ItemResult refused(String type, String detail) {
        return new ItemResult(Optional.empty(), Optional.of(new ItemProblem(type, detail)));
    }

    boolean isAdded() {
        return listingId.isPresent();
    }

    /// @param type a stable name for programs
    /// @param detail a sentence for people
    record ItemProblem(String type, String detail) {}
}
