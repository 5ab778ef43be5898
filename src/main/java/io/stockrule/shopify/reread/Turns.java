package io.stockrule.shopify.reread;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.stockrule.shopify.ShopKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whose turn it is: a merchant with few shops at work comes before one with many, and among equals the one whose last
/// turn is longest ago. So a merchant with a thousand shops keeps another's single one waiting for one turn at most.
final class Turns {
    private final Map<Long, Long> lastTurns = new HashMap<>();
    private long turns;

    /// @param atWork shops that have their turn now
    List<ShopKey> order(Collection<ShopKey> waiting, Collection<ShopKey> atWork) {
        var ahead = new HashMap<Long, Integer>();
        atWork.forEach(shop -> ahead.merge(shop.merchantId(), 1, Integer::sum));
        var places = new ArrayList<Place>();
        for (var shop : waiting) {
            if (!atWork.contains(shop)) {
                places.add(new Place(shop, ahead.merge(shop.merchantId(), 1, Integer::sum)));
            }
        }
        places.sort(comparingInt(Place::number)
                .thenComparing(comparingLong(place -> lastTurns.getOrDefault(place.merchantId(), 0L))));
        return places.stream().map(Place::shop).toList();
    }

    /// The shop's turn begins.
    void begins(ShopKey shop) {
        lastTurns.put(shop.merchantId(), ++turns);
    }

    /// @param number of the shop among those of its merchant
    private record Place(ShopKey shop, int number) {
        long merchantId() {
            return shop.merchantId();
        }
    }
}
