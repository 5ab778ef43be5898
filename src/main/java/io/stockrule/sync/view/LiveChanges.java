package io.stockrule.sync.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is new for somebody who watches listings. With nothing new it is a heartbeat.
///
/// @param listings as they stand now: all of them at first, then those that changed
/// @param gone ids of watched listings that are not there, or not any more
/// @param counts how many of all the merchant's listings are in which status, if that, or `standings`, changed
/// @param standings how many of them have which standing
record LiveChanges(
        List<ListingView> listings,
        List<Long> gone,
        Optional<Map<String, Long>> counts,
        Optional<Map<String, Long>> standings) {
    boolean isEmpty() {
        return listings.isEmpty() && gone.isEmpty() && counts.isEmpty();
    }
}
