package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalInt;

/// One element of `attributes.fulfillment_availability`, with the names Amazon gives its members.
record OfferChannel(
        @JsonProperty("fulfillment_channel_code") String code,
        OptionalInt quantity,
        @JsonProperty("lead_time_to_ship_max_days") OptionalInt leadTime,
        @JsonProperty("restock_date") Optional<String> restockDate,
        @JsonProperty("is_inventory_available") Optional<Boolean> alwaysAvailable) {
    static final String SELLER = "DEFAULT";

    /// Amazon's own warehouses, one code for each of its networks: `AMAZON_NA`, `AMAZON_EU` and so on.
    @JsonIgnore
    boolean isAmazons() {
        return code.startsWith("AMAZON_");
    }

    /// What `merge` makes of this channel: members that are not given keep their value.
    /// https://developer-docs.amazon.com/sp-api/docs/merge-a-listing
    OfferChannel mergedWith(OfferChannel given) {
        return new OfferChannel(
                code,
                given.quantity.isPresent() ? given.quantity : quantity,
                given.leadTime.isPresent() ? given.leadTime : leadTime,
                given.restockDate.or(() -> restockDate),
                given.alwaysAvailable.or(() -> alwaysAvailable));
    }

    OfferChannel withQuantity(int units) {
        return new OfferChannel(code, OptionalInt.of(units), leadTime, restockDate, alwaysAvailable);
    }
}
