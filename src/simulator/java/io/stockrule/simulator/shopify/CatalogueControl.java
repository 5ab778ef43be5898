package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.util.Map;
import java.util.stream.Stream;

/// Control of what a shop sells and from where.
final class CatalogueControl {
    private final Store store;
    private final Shops shops;
    private final Stock stock;
    private final CatalogueChanges changes;

    CatalogueControl(Store store, Shops shops, Stock stock, CatalogueChanges changes) {
        this.store = store;
        this.shops = shops;
        this.stock = stock;
        this.changes = changes;
    }

    void routes(Web web, String shop) {
        web.on("PATCH", shop + "/products/:id", this::changeProduct);
        web.on("DELETE", shop + "/products/:id", this::deleteProduct);
        web.on("DELETE", shop + "/collections/:id", this::deleteCollection);
        web.on("PATCH", shop + "/variants/:id", this::changeVariant);
        web.on("DELETE", shop + "/variants/:id", this::deleteVariant);
        web.on("PUT", shop + "/locations", this::putLocation);
        web.on("DELETE", shop + "/locations/:id", this::deleteLocation);
    }

    private ShopAccount shop(Call call) {
        return shops.get(call.path("shop"));
    }

    private static long id(Call call) {
        return Long.parseLong(call.path("id"));
    }

    private HttpAnswer changeProduct(Call call) {
        var change = SimulatorJson.read(call.body(), new TypeReference<CatalogueChanges.ProductChange>() {});
        return HttpAnswer.json(200, Map.of("variants", changes.change(shop(call), id(call), change)));
    }

    private HttpAnswer deleteProduct(Call call) {
        changes.deleteProduct(shop(call), id(call));
        return HttpAnswer.json(200, Map.of());
    }

    private HttpAnswer deleteCollection(Call call) {
        changes.deleteCollection(shop(call), id(call));
        return HttpAnswer.json(200, Map.of());
    }

    private HttpAnswer changeVariant(Call call) {
        return store.with(_ -> {
            var before = variant(call);
            var after = SimulatorJson.over(before, call.body(), ShopVariant.class);
            changes.change(shop(call), before, after);
            return HttpAnswer.json(200, after);
        });
    }

    private HttpAnswer deleteVariant(Call call) {
        changes.deleteVariant(shop(call), variant(call));
        return HttpAnswer.json(200, Map.of());
    }

    private ShopVariant variant(Call call) {
        return stock.variantOfId(shop(call).domain(), id(call))
                .orElseThrow(() -> new IllegalArgumentException("no such variant: " + id(call)));
    }

    private HttpAnswer putLocation(Call call) {
        var shop = shop(call);
        return store.with(_ -> {
            var name = call.json().path("name").asText();
            var id = call.json().path("id");
            var known = locations(call)
                    .filter(location -> id.isIntegralNumber()
                            ? location.id() == id.asLong()
                            : location.name().equals(name))
                    .findFirst();
            var before = known.orElseGet(
                    () -> new ShopLocation(id.isIntegralNumber() ? id.asLong() : newId(), name, true, true, false));
            var after = SimulatorJson.over(before, call.body(), ShopLocation.class);
            changes.put(shop, known, after);
            return HttpAnswer.json(200, after);
        });
    }

    private HttpAnswer deleteLocation(Call call) {
        var location = locations(call)
                .filter(it -> it.id() == id(call))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such location: " + id(call)));
        changes.delete(shop(call), location);
        return HttpAnswer.json(200, Map.of());
    }

    private Stream<ShopLocation> locations(Call call) {
        return stock.locations(shop(call).domain()).stream();
    }

    private long newId() {
        return Ids.location(store.number(1));
    }
}
