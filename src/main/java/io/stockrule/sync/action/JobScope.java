package io.stockrule.sync.action;

import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import io.stockrule.sync.view.ListingFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which listings a job is for.
///
/// @param chosen their ids; null for all that match the rest
record JobScope(
        @Nullable List<Long> chosen,
        @Nullable Long sellingList,
        @Nullable String sku,
        @Nullable String text,
        List<ListingStatus> statuses,
        List<ListingStanding> standings) {
    JobScope {
        chosen = chosen == null ? null : chosen.stream().distinct().sorted().toList();
    }

    static JobScope of(List<Long> chosen) {
        return new JobScope(chosen, null, null, null, List.of(), List.of());
    }

    ListingFilter filter() {
        return new ListingFilter(sellingList, sku, text, statuses, standings);
    }

    /// How many those are that it is for can be counted.
    boolean isCountable() {
        return sku == null && filter().patterns().isEmpty();
    }
}
