package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// The stock's own life: sales a few units at a time, sometimes one too many, and a delivery when a level has run out.
/// The seed decides every step, also across restarts.
final class RandomWalk {
    /// After a pause the walk does not catch up with more than that at once.
    private static final double MOST_AT_ONCE = 100;

    private final Store store;
    private final InstantSource clock;
    private final Shops shops;
    private final Stock stock;
    private final StockChanges changes;
    private final Map<String, Instant> walkedUntil = new ConcurrentHashMap<>();

    RandomWalk(Store store, InstantSource clock, Shops shops, Stock stock, StockChanges changes) {
        this.store = store;
        this.clock = clock;
        this.shops = shops;
        this.stock = stock;
        this.changes = changes;
    }

    void walk() {
        shops.all().forEach(this::walk);
    }

    private void walk(ShopAccount shop) {
        var now = clock.instant();
        if (shop.changesPerSecond() <= 0) {
            walkedUntil.remove(shop.domain());
            return;
        }
        var since = walkedUntil.computeIfAbsent(shop.domain(), _ -> now);
        double due = (now.toEpochMilli() - since.toEpochMilli()) / 1000.0 * shop.changesPerSecond();
        int steps = (int) Math.min(MOST_AT_ONCE, due);
        if (steps > 0) {
            store.use(h -> steps(h, shop, steps));
            walkedUntil.put(shop.domain(), steps < MOST_AT_ONCE ? since.plusNanos(nanos(shop, steps)) : now);
        }
    }

    private static long nanos(ShopAccount shop, int steps) {
        return (long) (steps * 1e9 / shop.changesPerSecond());
    }

    private void steps(Handle h, ShopAccount shop, int steps) {
        for (int i = 0; i < steps; i++) {
            step(shop, nextStep(h, shop));
        }
    }

    private static long nextStep(Handle h, ShopAccount shop) {
        return h.createQuery("insert into counter (name, n) values (:name, 1)"
                        + " on conflict (name) do update set n = n + 1 returning n")
                .bind("name", "steps of " + shop.domain())
                .mapTo(Long.class)
                .one();
    }

    private void step(ShopAccount shop, long step) {
        var random = new SplittableRandom(shop.walkSeed() * 1_000_003 + step);
        long levels = stock.levelCount(shop.domain());
        if (levels == 0) {
            return;
        }
        stock.levelByNumber(shop.domain(), 1 + random.nextLong(levels))
                .filter(level -> level.active() && level.available().isPresent())
                .ifPresent(level -> changes.set(shop, level, moved(level, random), Optional.empty()));
    }

    private static OptionalInt moved(ShopLevel level, SplittableRandom random) {
        int available = level.available().orElseThrow();
        return OptionalInt.of(available <= 0 ? available + 5 + random.nextInt(40) : available - 1 - random.nextInt(3));
    }
}
