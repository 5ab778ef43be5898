package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;

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
        @Nullable List<@Nullable Issue> issues) {
    private static final String BUYABLE = "BUYABLE";

    record Summary(@Nullable String marketplaceId, @Nullable List<@Nullable String> status) {}

    record Issue(
            @Nullable String code,
            @Nullable String message,
            @Nullable String severity,
            @Nullable List<@Nullable String> categories,
            @Nullable List<@Nullable String> marketplaceIds,
            @Nullable Enforcements enforcements) {
        private boolean concerns(String marketplace) {
            return marketplaceIds == null || marketplaceIds.isEmpty() || marketplaceIds.contains(marketplace);
        }

        /// Whether Amazon has taken this action. One that the listing is exempt from is not taken, or not yet.
        private boolean has(String action) {
            return enforcements != null && enforcements.isTaken(action);
        }

        private boolean isError() {
            return "ERROR".equals(severity);
        }

        /// More than a hint: it can be why.
        private boolean counts() {
            return isError() || has("LISTING_SUPPRESSED") || has("CATALOG_ITEM_REMOVED") || has("ATTRIBUTE_SUPPRESSED");
        }

        /// Lower comes first: what Amazon has done because of it, then what it calls an error.
        private int rank() {
            if (has("CATALOG_ITEM_REMOVED")) {
                return 0;
            }
            return has("LISTING_SUPPRESSED") ? 1 : isError() ? 2 : 3;
        }

        private Obstacle obstacle() {
            if (has("CATALOG_ITEM_REMOVED")) {
                return Obstacle.CATALOG_ITEM_REMOVED;
            }
            return known(categories)
                    .map(Issue::byCategory)
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElse(Obstacle.SUPPRESSED);
        }

        /// The categories of the Listings Items model; others may come.
        private static Optional<Obstacle> byCategory(String category) {
            return switch (category) {
                case "QUALIFICATION_REQUIRED" -> Optional.of(Obstacle.NEEDS_APPROVAL);
                case "DUPLICATE" -> Optional.of(Obstacle.DUPLICATE);
                case "MISSING_PRICE" -> Optional.of(Obstacle.PRICE_MISSING);
                case "INVALID_PRICE" -> Optional.of(Obstacle.PRICE_INVALID);
                case "MISSING_IMAGE" -> Optional.of(Obstacle.IMAGE_MISSING);
                case "INVALID_IMAGE" -> Optional.of(Obstacle.IMAGE_INVALID);
                case "MISSING_ATTRIBUTE" -> Optional.of(Obstacle.ATTRIBUTE_MISSING);
                case "INVALID_ATTRIBUTE" -> Optional.of(Obstacle.ATTRIBUTE_INVALID);
                default -> Optional.empty();
            };
        }

        private String words() {
            var text = ForeignText.clean(requireNonNullElse(message, ""));
            return code == null ? text : "%s: %s".formatted(ForeignText.clean(code), text);
        }
    }

    record Enforcements(
            @Nullable List<@Nullable Action> actions,
            @Nullable Exemption exemption) {
        private boolean isTaken(String action) {
            boolean exempt = exemption != null && !"NOT_EXEMPT".equals(exemption.status());
            return !exempt && known(actions).anyMatch(it -> action.equals(it.action()));
        }
    }

    record Action(@Nullable String action) {}

    record Exemption(@Nullable String status) {}

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
                .min(Comparator.comparingInt(Issue::rank).thenComparing(Issue::obstacle))
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
