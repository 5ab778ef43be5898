package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;

import io.stockrule.amazon.Refusals.Refusal;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.marketplace.SendResult;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Amazon finds wrong with a listing or with a submission (`Issue` of its Listings Items model).
record WireIssue(
        @Nullable String code,
        @Nullable String message,
        @Nullable String severity,
        @Nullable List<@Nullable String> attributeNames,
        @Nullable List<@Nullable String> categories,
        @Nullable List<@Nullable String> marketplaceIds,
        @Nullable Enforcements enforcements) {
    private static final String AVAILABILITY = "fulfillment_availability";

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

    boolean concerns(String marketplace) {
        return marketplaceIds == null || marketplaceIds.isEmpty() || marketplaceIds.contains(marketplace);
    }

    /// Whether Amazon has taken this action. One that the listing is exempt from is not taken, or not yet.
    private boolean has(String action) {
        return enforcements != null && enforcements.isTaken(action);
    }

    boolean isError() {
        return "ERROR".equals(severity);
    }

    /// More than a hint: it can be why an offer cannot be bought.
    boolean counts() {
        return isError() || has("LISTING_SUPPRESSED") || has("CATALOG_ITEM_REMOVED") || has("ATTRIBUTE_SUPPRESSED");
    }

    /// Lower comes first: what Amazon has done because of it, then what it calls an error.
    int rank() {
        if (has("CATALOG_ITEM_REMOVED")) {
            return 0;
        }
        return has("LISTING_SUPPRESSED") ? 1 : isError() ? 2 : 3;
    }

    /// Why the offer cannot be bought.
    Obstacle obstacle() {
        if (has("CATALOG_ITEM_REMOVED")) {
            return Obstacle.CATALOG_ITEM_REMOVED;
        }
        return ofCategories().or(this::ofCode).flatMap(Refusal::obstacle).orElse(Obstacle.SUPPRESSED);
    }

    /// What is known of it as an answer to a number.
    Optional<Refusal> refusal() {
        if (known(attributeNames).anyMatch(AVAILABILITY::equals) && !isOurs()) {
            return Optional.of(Refusals.OF_THE_NUMBER);
        }
        return ofCode().or(this::ofCategories);
    }

    private boolean isOurs() {
        return ofCode().filter(it -> it.treatment() == Refusals.Treatment.GIVE_UP)
                .isPresent();
    }

    private Optional<Refusal> ofCode() {
        return Optional.ofNullable(code).flatMap(Refusals::ofIssue);
    }

    /// The cause that has to go first.
    private Optional<Refusal> ofCategories() {
        return known(categories)
                .map(Refusals::ofCategory)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(it -> it.obstacle().orElse(Obstacle.SUPPRESSED)));
    }

    String words() {
        var text = ForeignText.clean(requireNonNullElse(message, ""));
        return code == null ? text : "%s: %s".formatted(ForeignText.clean(code), text);
    }

    /// In the words of the port.
    SendResult.Issue told() {
        return told(code, severity, message);
    }

    static SendResult.Issue told(@Nullable String code, @Nullable String severity, @Nullable String message) {
        return new SendResult.Issue(
                ForeignText.clean(requireNonNullElse(code, "no code")),
                ForeignText.clean(requireNonNullElse(severity, "no severity")),
                ForeignText.clean(requireNonNullElse(message, "no message")));
    }

    private static <T> Stream<T> known(@Nullable List<@Nullable T> entries) {
        return entries == null ? Stream.empty() : entries.stream().filter(Objects::nonNull);
    }
}
