package io.stockrule.bench;

import io.stockrule.demo.ShopImport;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// How fast a very large shop is imported by a service in a heap of 512 MB, and how fast it is read once more:
/// from when Shopify has written its files.
final class Imports implements Section {
    private static final int VARIANTS = Integer.getInteger("stockrule.bench.variants", 1_000_000);

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public List<Row> measure(Place place) throws IOException, InterruptedException {
        try (var service = new LiveService(place, VARIANTS, Map.of())) {
            var first = service.imported;
            var again = ShopImport.run(service.merchant, service.shop);
            if (first.variants() != VARIANTS || again.levels() != first.levels()) {
                throw new IllegalStateException("not all came: " + first + ", then " + again);
            }
            return List.of(
                    Row.atLeast(
                            20_000,
                            "import, %,d variants in 3 warehouses, levels".formatted(VARIANTS),
                            perSecond(first),
                            "/s"),
                    Row.info("the files of it written by the simulated Shopify", first.shopifysMillis() / 1_000.0, "s"),
                    Row.info("the same again, nothing has changed, levels", perSecond(again), "/s"));
        }
    }

    private static double perSecond(ShopImport done) {
        return 1_000.0 * done.levels() / (done.millis() - done.shopifysMillis());
    }
}
