package io.stockrule.delivery.target;

import io.stockrule.delivery.marketplace.Reading;
import java.time.Duration;
import java.util.Locale;

/// Who ships what a target sells, as last read from Amazon. Only [#SELLER] is ever sent a quantity.
public enum Channel {
    UNREAD,
    SELLER,
    AMAZON,
    DUAL,
    SUPPLY_SOURCE,
    NOT_FOUND,
    UNREADABLE;

    static Channel of(Reading reading) {
        return switch (reading) {
            case Reading.SellerFulfilled _ -> SELLER;
            case Reading.NotFound _ -> NOT_FOUND;
            case Reading.Unreadable _ -> UNREADABLE;
            case Reading.OtherChannels others ->
                switch (others.kind()) {
                    case AMAZON_FULFILLED -> AMAZON;
                    case DUAL -> DUAL;
                    case SUPPLY_SOURCE -> SUPPLY_SOURCE;
                };
        };
    }

    /// When a channel that is never sent a quantity is looked at again: sellers convert listings by hand.
    Duration recheckAfter() {
        return switch (this) {
            case UNREADABLE -> Duration.ofMinutes(15);
            case NOT_FOUND -> Duration.ofHours(1);
            case UNREAD, SELLER, AMAZON, DUAL, SUPPLY_SOURCE -> Duration.ofHours(24);
        };
    }

    String inDatabase() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel fromDatabase(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /// For the merchant, when the channel is the reason why nothing is sent.
    String explanation() {
        return switch (this) {
            case UNREAD -> "Amazon has not been asked yet how this SKU is fulfilled";
            case SELLER -> "fulfilled by the seller";
            case AMAZON -> "fulfilled by Amazon (FBA): a quantity would strand the stock there, so none is sent";
            case DUAL -> "fulfilled by Amazon and by the seller at once: no quantity is sent";
            case SUPPLY_SOURCE -> "its stock is kept per supply source: no quantity is sent";
            case NOT_FOUND -> "this seller has no such SKU on Amazon";
            case UNREADABLE -> "Amazon's answer does not tell how this SKU is fulfilled: no quantity is sent";
        };
    }
}
