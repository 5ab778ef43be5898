package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.Reading.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who ships a listing, read from Amazon's `Item`. Doubt counts as "not the seller": a quantity sent to an offer
/// that Amazon ships would turn it into one that the seller ships, and strand the stock
/// (https://developer-docs.amazon.com/sp-api/changelog/clarification-on-how-to-use-the-inventory-feed-type-quantity-attribute).
///
/// @param live the offer as it is
/// @param attributes the offer as it was submitted; a later conversion in Seller Central does not show here
record Channels(
        @JsonProperty("fulfillmentAvailability") @Nullable List<@Nullable Live> live,
        @Nullable Attributes attributes) {
    static final String SELLER = "DEFAULT";

    /// One code per fulfilment network (`AMAZON_NA`, `AMAZON_EU`, ...); new ones appear, so only the prefix counts.
    private static final String AMAZON_PREFIX = "AMAZON_";

    record Live(
            @JsonProperty("fulfillmentChannelCode") @Nullable
            String channel,

            @Nullable Integer quantity) {}

    record Attributes(
            @JsonProperty("fulfillment_availability") @Nullable
            List<@Nullable Submitted> submitted) {}

    record Submitted(
            @JsonProperty("fulfillment_channel_code") @Nullable
            String channel,

            @Nullable Integer quantity,

            @JsonProperty("lead_time_to_ship_max_days") @Nullable
            Integer handlingDays) {}

    /// @param marketplace Amazon's id of the one that the item was asked for in
    static Reading reading(JsonNode item, String marketplace) {
        return Json.read(item, Channels.class)
                .map(channels -> channels.reading(Offers.notBuyable(item, marketplace)))
                .orElseGet(() -> new Reading.Unreadable("Amazon's answer does not have the expected form"));
    }

    private Reading reading(Optional<NotBuyable> notBuyable) {
        var codes = codes();
        if (codes.isEmpty()) {
            return new Reading.Unreadable("Amazon names no channel");
        } else if (codes.contains("")) {
            return new Reading.Unreadable("Amazon names a channel without its code");
        } else if (codes.equals(Set.of(SELLER))) {
            return sellerFulfilled(notBuyable);
        }
        return new Reading.OtherChannels(
                kind(codes), ForeignText.clean(String.join(", ", codes)), sellersBesideAmazons());
    }

    /// Only what is live: a later conversion leaves what was submitted before.
    private OptionalInt sellersBesideAmazons() {
        boolean amazons = liveEntries().stream()
                .anyMatch(entry -> requireNonNullElse(entry.channel(), "").startsWith(AMAZON_PREFIX));
        return amazons
                ? only(distinct(liveEntries().stream()
                        .filter(entry -> SELLER.equals(entry.channel()))
                        .map(Live::quantity)))
                : OptionalInt.empty();
    }

    private static Kind kind(Set<String> codes) {
        if (codes.stream().noneMatch(code -> code.startsWith(AMAZON_PREFIX))) {
            return Kind.SUPPLY_SOURCE;
        }
        return codes.contains(SELLER) ? Kind.DUAL : Kind.AMAZON_FULFILLED;
    }

    private Reading sellerFulfilled(Optional<NotBuyable> notBuyable) {
        if (liveEntries().isEmpty()) {
            return new Reading.Unreadable("Amazon shows no channel in force, only a submitted one");
        }
        var quantities = distinct(liveEntries().stream().map(Live::quantity));
        if (quantities.size() > 1 || quantities.stream().anyMatch(units -> units < 0)) {
            return new Reading.Unreadable("Amazon shows no single quantity but " + quantities);
        }
        return new Reading.SellerFulfilled(only(quantities), handlingDays(), submittedQuantity(), notBuyable);
    }

    private OptionalInt submittedQuantity() {
        return only(distinct(submittedEntries().stream().map(Submitted::quantity)));
    }

    private OptionalInt handlingDays() {
        return only(distinct(submittedEntries().stream().map(Submitted::handlingDays)));
    }

    private Set<String> codes() {
        return Stream.concat(
                        liveEntries().stream().map(Live::channel),
                        submittedEntries().stream().map(Submitted::channel))
                .collect(TreeSet::new, (set, code) -> set.add(requireNonNullElse(code, "")), Set::addAll);
    }

    private List<Live> liveEntries() {
        return live == null ? List.of() : withNone(live, new Live(null, null));
    }

    private List<Submitted> submittedEntries() {
        return attributes == null || attributes.submitted() == null
                ? List.of()
                : withNone(attributes.submitted(), new Submitted(null, null, null));
    }

    /// A null among the entries is an entry that says nothing, not one that may be passed over.
    private static <T> List<T> withNone(List<@Nullable T> entries, T none) {
        return entries.stream().map(entry -> requireNonNullElse(entry, none)).toList();
    }

    private static Set<Integer> distinct(Stream<@Nullable Integer> numbers) {
        return numbers.filter(Objects::nonNull).collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static OptionalInt only(Set<Integer> numbers) {
        return numbers.size() == 1
                ? numbers.stream().mapToInt(Integer::intValue).findAny()
                : OptionalInt.empty();
    }
}
