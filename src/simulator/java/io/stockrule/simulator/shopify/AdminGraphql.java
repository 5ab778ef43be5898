package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.TokenBucket;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// `POST /shopify/{shop}/admin/api/{version}/graphql.json`: the Admin API with its token and its query budget.
/// https://shopify.dev/docs/api/admin-graphql
final class AdminGraphql {
    private static final int MOST_POINTS = 1_000;
    private static final Set<String> VERSIONS = Set.of("2026-04", "2026-07", "2026-10", "unstable");
    private static final String OLDEST_VERSION = "2026-04";

    private final Store store;
    private final InstantSource clock;
    private final Shops shops;
    private final Faults faults;
    private final Counters counters;
    private final GraphQLSchema schema;
    private final GraphQL graphql;
    private final TokenBucket.Shelf budgets = new TokenBucket.Shelf();

    AdminGraphql(
            Store store,
            InstantSource clock,
            Shops shops,
            Stock stock,
            Subscriptions subscriptions,
            AdminBulk bulk,
            Faults faults,
            Counters counters) {
        this.store = store;
        this.clock = clock;
        this.shops = shops;
        this.faults = faults;
        this.counters = counters;
        var products = new AdminProducts(stock);
        schema = AdminSchema.of(
                new AdminFields(stock, products),
                products,
                new AdminCollections(stock),
                new AdminSubscriptions(subscriptions),
                bulk);
        graphql = AdminSchema.executable(schema);
    }

    /// Executes documents without asking what they cost.
    GraphQL graphql() {
        return graphql;
    }

    void refillBudgets() {
        budgets.clear();
    }

    HttpAnswer answer(Call call) {
        return store.with(_ -> {
            var domain = call.path("shop");
            var answer = shops.find(domain)
                    .map(shop -> withHeaders(call, answer(shop, call)))
                    .orElse(HttpAnswer.json(404, SimulatorJson.object().put("errors", "Not Found")));
            counters.count("shopify " + domain, "graphql", answer.told());
            return answer;
        });
    }

    private HttpAnswer answer(ShopAccount shop, Call call) {
        if (!shops.isGood(shop, call.header("X-Shopify-Access-Token").orElse(""))) {
            return HttpAnswer.json(
                    401,
                    SimulatorJson.object()
                            .put(
                                    "errors",
                                    "[API] Invalid API key or access token (unrecognized login or wrong password)"));
        }
        var fault = faults.hitting("graphql", shop.domain(), "", _ -> true);
        if (fault.isPresent() && fault.get().kind() != Fault.Kind.THROTTLED) {
            return spoiled(fault.get());
        }
        return answer(shop, input(shop, call), fault.isPresent());
    }

    private HttpAnswer answer(ShopAccount shop, ExecutionInput input, boolean throttled) {
        if (throttled && input.getQuery().startsWith("mutation")) {
            return HttpAnswer.json(200, throttled(shop, QueryCost.MUTATION)); // before it changes anything
        }
        var trial = graphql.execute(input);
        if (trial.getData() == null) {
            return HttpAnswer.json(200, trial.toSpecification());
        }
        int requested = QueryCost.requested(schema, input);
        if (requested > MOST_POINTS) {
            return HttpAnswer.json(200, tooExpensive(requested));
        }
        if (throttled || !budgets.take(shop.domain(), shop.points(), requested, clock.instant())) {
            return HttpAnswer.json(200, throttled(shop, requested));
        }
        return HttpAnswer.json(200, answered(shop, trial, requested));
    }

    private static ExecutionInput input(ShopAccount shop, Call call) {
        var body = call.json();
        var input = ExecutionInput.newExecutionInput()
                .query(body.path("query").asText())
                .graphQLContext(Map.of(ShopAccount.class, shop, AdminBulk.Host.class, new AdminBulk.Host(call.host())));
        if (body.path("operationName").isTextual()) {
            input.operationName(body.path("operationName").asText());
        }
        if (body.path("variables").isObject()) {
            input.variables(SimulatorJson.MAPPER.convertValue(
                    body.path("variables"), new TypeReference<Map<String, Object>>() {}));
        }
        return input.build();
    }

    private Map<String, Object> answered(ShopAccount shop, ExecutionResult result, int requested) {
        int actual = QueryCost.actual(result.getData());
        budgets.giveBack(shop.domain(), shop.points(), requested - actual, clock.instant());
        var answer = new LinkedHashMap<>(result.toSpecification());
        answer.put("extensions", Map.of("cost", cost(shop, requested).put("actualQueryCost", actual)));
        return answer;
    }

    private Map<String, Object> throttled(ShopAccount shop, int requested) {
        var error = error("Throttled", "THROTTLED");
        error.withObject("/extensions").put("documentation", "https://shopify.dev/api/usage/rate-limits");
        return Map.of(
                "errors",
                new ObjectNode[] {error},
                "extensions",
                Map.of("cost", cost(shop, requested).putNull("actualQueryCost")));
    }

    private static Map<String, Object> tooExpensive(int requested) {
        var error = error(
                "Query cost is %d, which exceeds the single query max cost limit (%d)."
                        .formatted(requested, MOST_POINTS),
                "MAX_COST_EXCEEDED");
        error.withObject("/extensions").put("cost", requested).put("maxCost", MOST_POINTS);
        return Map.of("errors", new ObjectNode[] {error});
    }

    private static ObjectNode error(String message, String code) {
        var error = SimulatorJson.object().put("message", message);
        error.putObject("extensions").put("code", code);
        return error;
    }

    private ObjectNode cost(ShopAccount shop, int requested) {
        var cost = SimulatorJson.object().put("requestedQueryCost", requested);
        cost.putObject("throttleStatus")
                .put("maximumAvailable", shop.pointsAtMost())
                .put("currentlyAvailable", (int) budgets.available(shop.domain(), shop.points(), clock.instant()))
                .put("restoreRate", shop.pointsPerSecond());
        return cost;
    }

    static HttpAnswer spoiled(Fault fault) {
        return switch (fault.kind()) {
            case HANG -> new HttpAnswer.Silence();
            case CLOSE -> new HttpAnswer.Cut();
            case FORBIDDEN ->
                HttpAnswer.json(403, SimulatorJson.object().put("errors", "[API] This action requires a scope."));
            case OVERLOADED -> HttpAnswer.json(503, SimulatorJson.object().put("errors", "Service Unavailable"));
            case THROTTLED -> HttpAnswer.json(429, SimulatorJson.object().put("errors", "Too Many Requests"));
            default -> HttpAnswer.json(500, SimulatorJson.object().put("errors", "Internal Server Error"));
        };
    }

    /// A version that is no more is silently served by the oldest one that is.
    private static HttpAnswer withHeaders(Call call, HttpAnswer answer) {
        if (!(answer instanceof HttpAnswer.Sent sent)) {
            return answer;
        }
        var headers = new HashMap<>(sent.headers());
        var version = call.path("version");
        headers.put("X-Shopify-API-Version", VERSIONS.contains(version) ? version : OLDEST_VERSION);
        headers.put("X-Request-Id", Randoms.id());
        return new HttpAnswer.Sent(sent.status(), headers, sent.body());
    }
}
