package io.stockrule.simulator.amazon;

import java.util.List;

/// The marketplaces of each region, https://developer-docs.amazon.com/sp-api/docs/marketplace-ids
enum AmazonRegion {
    NA("A2EUQ1WTGCTBG2", "ATVPDKIKX0DER", "A1AM78C64UM0Y8", "A2Q3Y263D00KWC"),
    EU(
            "A1PA6795UKMFR9",
            "A13V1IB3VIYZZH",
            "APJ6JRA9NG5V4",
            "A1RKKUPIHCS9HS",
            "A1F83G8C2ARO7P",
            "A1805IZSGTT6HS",
            "A28R8C7NBKEWEA",
            "AMEN7PMS3EDWL",
            "A2NODRKZP88ZB9",
            "A1C3SOZRARQ6R3",
            "AE08WJ6YKNBMC",
            "ARBP9OOSHTCHU",
            "A33AVAJ2PDY3EV",
            "A17E79C6D8DWNP",
            "A2VIGQ35RCS4UG",
            "A21TJRUUN4KGV"),
    FE("A19VAU5U5O7RUS", "A39IBJ37TRP1C6", "A1VC38T7YXB528");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> marketplaces;

    AmazonRegion(String... marketplaces) {
        this.marketplaces = List.of(marketplaces);
    }

    List<String> marketplaces() {
        return marketplaces;
    }
}
