package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Events;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.util.Map;

/// Control of the simulated Amazon; its paths are listed in the package's description.
final class AmazonControl {
    private static final String ACCOUNT = "/control/amazon/accounts/:seller";
    private static final int PAGE = 1_000;

    private final Store store;
    private final SellerAccounts accounts;
    private final AmazonListings listings;
    private final OrderBook orders;
    private final Submissions submissions;
    private final AmazonGate gate;
    private final PresignedDocuments documents;
    private final Events events;

    AmazonControl(
            Store store,
            SellerAccounts accounts,
            AmazonListings listings,
            OrderBook orders,
            Submissions submissions,
            AmazonGate gate,
            PresignedDocuments documents,
            Events events) {
        this.documents = documents;
        this.store = store;
        this.accounts = accounts;
        this.listings = listings;
        this.orders = orders;
        this.submissions = submissions;
        this.gate = gate;
        this.events = events;
    }

    void routes(Web web) {
        web.on("PUT", ACCOUNT, call -> HttpAnswer.json(200, accounts.put(call.path("seller"), call.body())));
        web.on("GET", ACCOUNT, call -> HttpAnswer.json(200, account(call)));
        web.on("POST", ACCOUNT + "/withdraw-tokens", this::withdrawTokens);
        web.on("POST", "/control/amazon/refill-buckets", _ -> {
            gate.refillBuckets();
            return HttpAnswer.nothing();
        });
        web.on("PUT", ACCOUNT + "/listings", this::putListings);
        web.on("GET", ACCOUNT + "/listings", this::listings);
        web.on("GET", ACCOUNT + "/listings/:sku", this::listing);
        web.on("GET", ACCOUNT + "/patches", this::patches);
        web.on("POST", ACCOUNT + "/listings/:sku/edit", this::edit);
        web.on("POST", ACCOUNT + "/orders", this::order);
        web.on("POST", ACCOUNT + "/orders/:order", this::changeOrder);
        web.on("POST", "/control/amazon/documents", this::document);
    }

    private SellerAccount account(Call call) {
        return accounts.find(call.path("seller"))
                .orElseThrow(() -> new IllegalArgumentException("no such seller: " + call.path("seller")));
    }

    private HttpAnswer withdrawTokens(Call call) {
        accounts.withdrawTokens(account(call).seller());
        return HttpAnswer.nothing();
    }

    private HttpAnswer putListings(Call call) {
        return HttpAnswer.json(200, Map.of("listings", listings.put(account(call), call.body())));
    }

    private HttpAnswer listings(Call call) {
        var items = listings.after(call.path("seller"), call.query("after").orElse(""), call.number("limit", PAGE));
        return HttpAnswer.json(200, Map.of("items", items));
    }

    private HttpAnswer listing(Call call) {
        return listings.find(call.path("seller"), call.path("sku"))
                .map(listing -> HttpAnswer.json(200, listing))
                .orElse(HttpAnswer.json(404, Map.of("mistake", "no such listing")));
    }

    private HttpAnswer patches(Call call) {
        var items = submissions.after(
                call.path("seller"),
                call.query("sku").orElse(""),
                call.number("after", 0),
                call.query("fba").isPresent(),
                call.number("limit", PAGE));
        return HttpAnswer.json(200, Map.of("items", items));
    }

    private HttpAnswer document(Call call) {
        var type = call.query("contentType").orElse("text/plain; charset=UTF-8");
        boolean isUploaded = call.query("upload").isPresent();
        var document = isUploaded
                ? documents.expect(type)
                : documents.keep(type, call.body(), call.query("packed").isPresent());
        return HttpAnswer.json(
                200,
                Map.of(
                        "document",
                        document,
                        "url",
                        isUploaded
                                ? documents.uploadAddress(call, document)
                                : documents.downloadAddress(call, document)));
    }

    private HttpAnswer edit(Call call) {
        return listings.edit(
                        call.path("seller"),
                        call.path("sku"),
                        call.json().path("quantity").asInt())
                .map(listing -> HttpAnswer.json(200, listing))
                .orElse(HttpAnswer.json(404, Map.of("mistake", "no such listing of the seller's own")));
    }

    private HttpAnswer order(Call call) {
        var described = SimulatorJson.read(call.body(), new TypeReference<OrderBook.Described>() {});
        return store.with(_ -> orders.place(call.path("seller"), described)
                .map(placed -> {
                    events.add(Events.Kind.ORDER_PLACED, placed);
                    return HttpAnswer.json(200, placed);
                })
                .orElse(HttpAnswer.json(404, Map.of("mistake", "no such listing of the seller's own"))));
    }

    private HttpAnswer changeOrder(Call call) {
        var change = SimulatorJson.read(call.body(), new TypeReference<OrderBook.Change>() {});
        return orders.change(call.path("seller"), call.path("order"), change)
                .map(order -> HttpAnswer.json(200, order))
                .orElse(HttpAnswer.json(404, Map.of("mistake", "no such order")));
    }
}
