package io.stockrule.listing.linkmap;

import java.util.Optional;

/// Who fulfils an offer, by Amazon's word for its channel.
enum Fulfilment {
    SELLER,
    AMAZON,
    /// A supply source, or what could not be read. Nothing is ever sent for such a one.
    UNKNOWN;

    /// @param channel empty where nothing is said of it: then it is looked at before anything is sent
    static Fulfilment of(Optional<String> channel) {
        if (channel.isEmpty() || channel.get().equals("DEFAULT")) {
            return SELLER;
        }
        return channel.get().startsWith("AMAZON") ? AMAZON : UNKNOWN;
    }
}
