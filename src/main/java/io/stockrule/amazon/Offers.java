package io.stockrule.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Obstacle;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a listing can be bought in one marketplace, read from the `summaries` and `issues` of Amazon's `Item`: a
/// listing whose `status` does not say BUYABLE cannot, whatever its quantity
/// (https://developer-docs.amazon.com/sp-api/docs/manage-listings-issues).
record Offers(
        @Nullable List<@Nullable Summary> summaries,
        @Nullable List<@Nullable WireIssue> issues) {
    private static final String BUYABLE = "BUYABLE";

    record Summary(@Nullable String marketplaceId, @Nullable List<@Nullable String> status) {}

    /// @param marketplace Amazon's id of the one that the item was asked for in
    /// @return empty when it can be bought, or Amazon does not tell
    static Optional<NotBuyable> notBuyable(JsonNode item, String marketplace) {
        return Json.read(item, Offers.class).flatMap(offers -> offers.notBuyable(marketplace));
    }

    private Optional<NotBuyable> notBuyable(String marketplace) {
        var ours = known(summaries)
                .filter(summary -> marketplace.equals(summary.marketplaceId()))
                .toList();
        if (ours.isEmpty() || ours.stream().anyMatch(Offers::isBuyable)) {
            return Optional.empty();
        }
        return Optional.of(known(issues)
                .filter(issue -> issue.concerns(marketplace) && issue.counts())
                .min(Comparator.comparingInt(WireIssue::rank).thenComparing(WireIssue::obstacle))
                .map(issue -> new NotBuyable(issue.obstacle(), issue.words()))
                .orElseGet(() -> new NotBuyable(Obstacle.NO_REASON_NAMED, "")));
    }

    private static boolean isBuyable(Summary summary) {
        return summary.status() == null || summary.status().contains(BUYABLE);
    }

    private static <T> Stream<T> known(@Nullable List<@Nullable T> entries) {
        return entries == null ? Stream.empty() : entries.stream().filter(Objects::nonNull);
    }
}
