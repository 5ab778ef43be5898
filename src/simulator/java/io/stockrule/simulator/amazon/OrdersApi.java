package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.amazon.Parameters.require;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.TokenBucket;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The reads of the Orders API 2026-01-01, with the data sets that tell of fulfilment and cancellation; of
/// the others it knows the names and has nothing to tell
/// (https://developer-docs.amazon.com/sp-api/changelog/new-introducing-the-orders-api-v2026-01-01).
final class OrdersApi {
    private static final TokenBucket.Size SEARCHES = new TokenBucket.Size(0.0056, 20);
    private static final TokenBucket.Size READS = new TokenBucket.Size(0.5, 30);

    private static final Set<String> SETS = Set.of(
            "BUYER",
            "RECIPIENT",
            "PROCEEDS",
            "EXPENSE",
            "PROMOTION",
            "CANCELLATION",
            "FULFILLMENT",
            "PACKAGES",
            "TAX",
            "PAYMENT",
            "FULFILLMENT_ORDERS");

    private final AmazonGate gate;
    private final InstantSource clock;
    private final OrderBook book;

    OrdersApi(AmazonGate gate, InstantSource clock, OrderBook book) {
        this.gate = gate;
        this.clock = clock;
        this.book = book;
    }

    HttpAnswer search(Call call) {
        return gate.throughForCaller(
                call,
                "searchOrders",
                SEARCHES,
                account -> new OrderSearch(book, account, call, clock.instant(), included(call)).answer());
    }

    HttpAnswer get(Call call) {
        return gate.throughForCaller(call, "getOrder", READS, account -> {
            var sets = included(call);
            return book.find(account.seller(), call.path("order"))
                    .map(order -> HttpAnswer.json(200, SimulatorJson.object().set("order", OrderView.of(order, sets))))
                    .orElseThrow(() -> AmazonRefusal.notFound("The order does not exist."));
        });
    }

    private static List<String> included(Call call) {
        var given = call.list("includedData");
        require(SETS.containsAll(given), () -> AmazonRefusal.invalidInput("Invalid 'includedData' provided."));
        return given;
    }
}
