package io.stockrule.delivery;

import io.stockrule.delivery.Departures.Departure;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Notes down what no replica may ever do, whatever happens.
final class HistoryWatch {
    private final Map<String, String> harmed = new TreeMap<>();

    /// The newest decision of each target that has left.
    private final Map<String, Long> newest = new HashMap<>();

    private final Map<String, Long> underWay = new HashMap<>();
    private final Set<String> frozen = new HashSet<>();
    private final Map<String, Reading> lastRead = new HashMap<>();
    private Map<String, Reading> readBeforeClaim = Map.of();

    /// What it does later is not held against it: nobody can stop a sender that has looked at the clock.
    synchronized void freezes(String sku) {
        frozen.add(sku);
    }

    synchronized boolean hasFrozen(String sku) {
        return frozen.contains(sku);
    }

    synchronized void beforeClaim() {
        readBeforeClaim = Map.copyOf(lastRead);
    }

    /// A reading that was stored before the claim, and is the last one still, was known to the claim.
    synchronized void claimed(Departure departure) {
        var sku = departure.update().sellerSku();
        var known = readBeforeClaim.get(sku);
        if (known == lastRead.get(sku) && !(known instanceof Reading.SellerFulfilled)) {
            harm(sku, "is sent a quantity although it was last read as " + known);
        }
    }

    synchronized void leaves(Departure departure) {
        var sku = departure.update().sellerSku();
        if (frozen.contains(sku)) {
            return;
        }
        if (newest.getOrDefault(sku, 0L) > departure.number()) {
            harm(sku, "decision %d leaves after %d".formatted(departure.number(), newest.get(sku)));
        }
        newest.put(sku, departure.number());
        if (underWay.put(sku, departure.fence()) != null) {
            harm(sku, "two requests are under way");
        }
    }

    synchronized void isBack(Departure departure) {
        underWay.remove(departure.update().sellerSku());
    }

    synchronized void read(ReadResult result) {
        if (result instanceof ReadResult.Read read) {
            lastRead.putAll(read.readings());
        }
    }

    private void harm(String sku, String what) {
        harmed.putIfAbsent(sku, what);
    }

    synchronized Map<String, String> harmed() {
        return Map.copyOf(harmed);
    }
}
