package io.stockrule.delivery.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What a message of the queue says, as far as we ask.
sealed interface ReceivedNotification {
    /// One that means something.
    sealed interface Known extends ReceivedNotification {
        /// Amazon's id of the notification: the same when it comes again.
        String id();

        /// When that happened, by Amazon's clock.
        Instant at();

        /// @return of the seller, compared exactly
        String seller();
    }

    /// Something of a listing has changed.
    ///
    /// @param sku as Amazon stores it
    /// @param quantity that it has now, if that is told
    /// @param doubtsChannel whether who fulfils it may have changed
    record OfListing(String id, Instant at, String seller, String sku, OptionalInt quantity, boolean doubtsChannel)
            implements Known {}

    /// The seller's account has another standing.
    ///
    /// @param marketplace Amazon's id; empty if none is named
    /// @param status Amazon's word
    record OfAccount(String id, Instant at, String seller, Optional<String> marketplace, String status)
            implements Known {
        /// Whether nothing of the seller's can be sold.
        boolean isDeactivated() {
            return status.equals("DEACTIVATED");
        }
    }

    /// A feed is done.
    record OfFeed(String id, Instant at, String seller, String feed) implements Known {}

    /// One that means nothing here.
    record Odd(Kind kind, String detail) implements ReceivedNotification {
        /// Why it means nothing.
        enum Kind {
            /// It is no notification, or something that it must say is missing.
            UNREADABLE,
            /// It is longer than any that we ask for.
            TOO_LARGE,
            /// We never asked for its type.
            UNKNOWN_TYPE,
            /// No account here is of that seller: it was deleted, or the application serves others as well.
            UNKNOWN_SELLER,
            /// It can be read and not be stored; it is counted, and comes again.
            UNSTORABLE
        }
    }
}
