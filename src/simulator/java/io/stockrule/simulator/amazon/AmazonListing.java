package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One SKU of a seller. All marketplaces of the region share its quantity.
///
/// @param described what the seller submitted everywhere to begin with
/// @param live what buyers see
/// @param submitted by marketplace id, what was submitted there since; it says nothing about what is live
/// @param blocked whether it cannot be bought, whatever its quantity
/// @param standing issues that stay until control takes them away
/// @param stranded whether a quantity has turned the FBA offer into the seller's own and stranded Amazon's units
record AmazonListing(
        String sku,
        String name,
        String productType,
        String asin,
        List<String> marketplaces,
        List<OfferChannel> described,
        List<OfferChannel> live,
        Map<String, List<OfferChannel>> submitted,
        List<Issue> issues,
        boolean stranded,
        boolean blocked,
        List<Issue> standing,
        Instant created,
        Instant updated) {
    AmazonListing {
        standing = standing == null ? List.of() : List.copyOf(standing); // in memories of older simulators
    }

    boolean sellsIn(String marketplace) {
        return marketplaces.contains(marketplace);
    }

    List<OfferChannel> submittedIn(String marketplace) {
        return submitted.getOrDefault(marketplace, described);
    }

    @JsonIgnore
    boolean isFba() {
        return live.stream().anyMatch(OfferChannel::isAmazons);
    }

    @JsonIgnore
    boolean isSellers() {
        return channel(OfferChannel.SELLER).isPresent();
    }

    Optional<OfferChannel> channel(String code) {
        return live.stream().filter(channel -> channel.code().equals(code)).findFirst();
    }

    @JsonIgnore
    boolean isBuyable() {
        return !blocked
                && live.stream()
                        .anyMatch(channel ->
                                channel.isAmazons() || channel.quantity().orElse(0) > 0);
    }

    /// Accepted: the attributes of that marketplace show it at once.
    AmazonListing submitted(String marketplace, List<Patch> patches, Instant now) {
        var everywhere = new HashMap<>(submitted);
        everywhere.put(marketplace, applied(patches, submittedIn(marketplace)));
        return with(live, Map.copyOf(everywhere), issues, stranded, now);
    }

    /// Effective. A seller's quantity on an offer that was Amazon's alone turns it ("Clarification on how to use the
    /// inventory feed type quantity attribute" in https://developer-docs.amazon.com/sp-api/changelog).
    AmazonListing effective(List<Patch> patches, Instant now) {
        var after = applied(patches, live);
        boolean turned = isFba()
                && !isSellers()
                && after.stream().anyMatch(channel -> channel.code().equals(OfferChannel.SELLER));
        return with(after, submitted, List.of(), stranded || turned, now);
    }

    AmazonListing rejected(Issue issue, Instant now) {
        return with(live, submitted, List.of(issue), stranded, now);
    }

    AmazonListing withLive(OfferChannel changed, Instant now) {
        var others = live.stream().filter(channel -> !channel.code().equals(changed.code()));
        return with(Stream.concat(others, Stream.of(changed)).toList(), submitted, issues, stranded, now);
    }

    private AmazonListing with(
            List<OfferChannel> live,
            Map<String, List<OfferChannel>> submitted,
            List<Issue> issues,
            boolean stranded,
            Instant now) {
        return new AmazonListing(
                sku,
                name,
                productType,
                asin,
                marketplaces,
                described,
                live,
                submitted,
                issues,
                stranded,
                blocked,
                standing,
                created,
                now);
    }

    private static List<OfferChannel> applied(List<Patch> patches, List<OfferChannel> before) {
        var after = before;
        for (var patch : patches) {
            after = patch.appliedTo(after);
        }
        return after;
    }
}
