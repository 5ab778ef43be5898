package io.stockrule.simulator.shopify;

import static io.stockrule.simulator.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.stockrule.OfficialSchema;
import io.stockrule.SharedData;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminGraphqlTest {
    private static final String SHOP_AND_GRANT = """
            query ShopAndGrant {
              shop { id name myshopifyDomain ianaTimezone plan { publicDisplayName shopifyPlus } }
              currentAppInstallation { id accessScopes { handle } }
            }""";
    private static final String LOCATIONS = """
            query Locations($after: String) {
              locations(first: 100, after: $after, includeInactive: true, includeLegacy: true, sortKey: ID) {
                nodes {
                  id name isActive fulfillsOnlineOrders isFulfillmentService deactivatedAt updatedAt
                  fulfillmentService { id handle serviceName inventoryManagement }
                }
                pageInfo { hasNextPage endCursor }
              }
            }""";
    private static final String VARIANTS = """
            query VariantStockPage($first: Int!, $after: String, $filter: String, $levels: Int!) {
              productVariants(first: $first, after: $after, query: $filter, sortKey: ID) {
                nodes {
                  id sku barcode inventoryPolicy inventoryQuantity sellableOnlineQuantity requiresComponents updatedAt
                  product { id title vendor productType tags status isGiftCard }
                  inventoryItem {
                    id sku tracked requiresShipping
                    inventoryLevels(first: $levels) {
                      nodes {
                        id isActive updatedAt location { id }
                        quantities(names: ["available", "on_hand", "committed", "reserved"]) { name quantity updatedAt }
                      }
                      pageInfo { hasNextPage endCursor }
                    }
                  }
                }
                pageInfo { hasNextPage endCursor }
              }
            }""";
    private static final String ITEM = """
            query InventoryItemStock($id: ID!, $levels: Int!, $after: String) {
              inventoryItem(id: $id) {
                id sku tracked updatedAt
                variants(first: 10) { nodes { id sku inventoryPolicy requiresComponents product { id status } } }
                inventoryLevels(first: $levels, after: $after) {
                  nodes {
                    id isActive updatedAt location { id }
                    quantities(names: ["available", "on_hand", "committed", "reserved"]) { name quantity updatedAt }
                  }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }""";
    private static final String LEVEL = """
            query LevelAtLocation($itemId: ID!, $locationId: ID!) {
              inventoryItem(id: $itemId) {
                id tracked
                inventoryLevel(locationId: $locationId, includeInactive: true) {
                  id isActive updatedAt
                  quantities(names: ["available", "on_hand", "committed"]) { name quantity updatedAt }
                }
              }
            }""";
    private static final String ITEMS = """
            query InventoryItemsStock($ids: [ID!]!, $levels: Int!) {
              nodes(ids: $ids) {
                __typename
                ... on InventoryItem {
                  id sku tracked
                  inventoryLevels(first: $levels) {
                    nodes { id isActive location { id } quantities(names: ["available"]) { name quantity updatedAt } }
                    pageInfo { hasNextPage endCursor }
                  }
                }
              }
            }""";
    private static final String CHANGED = """
            query LevelsChangedSince($locationId: ID!, $filter: String!, $after: String) {
              location(id: $locationId) {
                id isActive
                inventoryLevels(first: 100, after: $after, query: $filter, includeInactive: true) {
                  nodes {
                    id isActive updatedAt item { id sku tracked }
                    quantities(names: ["available"]) { name quantity updatedAt }
                  }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }""";
    private static final String CANDLE = "gid://shopify/InventoryItem/271878346596884015";

    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(data);
        world.control("PUT", "/shopify/shops/" + SHOP, "{\"name\":\"Candles & Co\",\"timezone\":\"Europe/Rome\"}");
        world.control("PUT", "/shopify/shops/" + SHOP + "/variants", """
                [{"sku":"CANDLE","item":271878346596884015,
                  "levels":[{"location":"Berlin","available":5},{"location":"Roma","available":-2}]},
                 {"sku":"GIFT","tracked":false,"levels":[{"location":"Berlin"}]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonNode ask(String query, String variables) {
        var reply = world.shopify(query, variables);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("errors")).isEmpty();
        return reply.body().path("data");
    }

    private String location(int index) {
        return "gid://shopify/Location/"
                + world.control("/shopify/shops/" + SHOP + "/locations")
                        .at("/items/" + index + "/id")
                        .asText();
    }

    private static GraphQLSchema official() {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(
                new SchemaParser().parse(SharedData.text("shopify/schema/admin-graphql-2026-10.stock-subset.graphql")));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHOP_AND_GRANT, LOCATIONS, VARIANTS, ITEM, LEVEL, ITEMS, CHANGED})
    void a_document_is_valid_for_shopify_too(String document) {
        assertThat(ParseAndValidate.validate(official(), new Parser().parseDocument(document)))
                .isEmpty();
    }

    /// So what is valid here is valid there, and an answer of one type here has the same type there.
    @Test
    void every_field_answered_here_is_shopifys_own() {
        var theirs = OfficialSchema.get();
        var ours = ours();

        var foreign = ours.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .flatMap(type -> ((GraphQLObjectType) type)
                        .getFieldDefinitions().stream().map(field -> type.getName() + "." + field.getName()))
                .filter(name -> !described(theirs, name).equals(described(ours, name)))
                .toList();

        assertThat(foreign).isEmpty();
    }

    private GraphQLSchema ours() {
        try (var store = new Store(data.resolve("schema"))) {
            var stock = new Stock(store);
            var products = new AdminProducts(stock);
            return AdminSchema.of(
                    new AdminFields(stock, products),
                    products,
                    new AdminCollections(stock),
                    new AdminSubscriptions(new Subscriptions(store)),
                    new AdminBulk(new BulkOperations(store, InstantSource.system())));
        }
    }

    private static String described(GraphQLSchema schema, String name) {
        int dot = name.indexOf('.');
        var type = schema.getObjectType(name.substring(0, dot));
        var field = type == null ? null : type.getFieldDefinition(name.substring(dot + 1));
        return field == null ? name + " is absent" : GraphQLTypeUtil.simplePrint(field.getType());
    }

    @Test
    void the_shop_and_its_grant_are_told() {
        var answer = ask(SHOP_AND_GRANT, "{}");

        assertThat(answer.at("/shop/myshopifyDomain").asText()).isEqualTo(SHOP);
        assertThat(answer.at("/shop/ianaTimezone").asText()).isEqualTo("Europe/Rome");
        assertThat(answer.at("/currentAppInstallation/accessScopes").findValuesAsText("handle"))
                .contains("read_inventory", "read_locations");
    }

    @Test
    void locations_are_listed_with_the_application_that_runs_them() {
        world.control("PUT", "/shopify/shops/" + SHOP + "/locations", """
                {"name":"Amazon MCF","fulfillmentService":true,"active":false}""");

        var nodes = ask(LOCATIONS, "{}").at("/locations/nodes");

        assertThat(nodes.findValuesAsText("name")).containsExactly("Berlin", "Roma", "Amazon MCF");
        assertThat(nodes.at("/2/isActive").asBoolean()).isFalse();
        assertThat(nodes.at("/2/fulfillmentService/handle").asText()).isEqualTo("amazon-mcf");
    }

    @Test
    void an_item_is_read_with_its_levels_page_by_page() {
        var first = ask(ITEM, "{\"id\":\"%s\",\"levels\":1}".formatted(CANDLE)).at("/inventoryItem/inventoryLevels");
        var cursor = first.at("/pageInfo/endCursor").asText();
        var second = ask(ITEM, "{\"id\":\"%s\",\"levels\":1,\"after\":\"%s\"}".formatted(CANDLE, cursor))
                .at("/inventoryItem/inventoryLevels");

        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(first.at("/nodes/0/quantities/0/quantity").asInt()).isEqualTo(5);
        assertThat(second.at("/nodes/0/quantities/0/quantity").asInt()).isEqualTo(-2);
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void many_items_are_read_at_once_and_unknown_ones_are_null() {
        var answer = ask(ITEMS, "{\"ids\":[\"%s\",\"gid://shopify/InventoryItem/1\"],\"levels\":5}".formatted(CANDLE));

        assertThat(answer.at("/nodes/0/__typename").asText()).isEqualTo("InventoryItem");
        assertThat(answer.at("/nodes/0/inventoryLevels/nodes")).hasSize(2);
        assertThat(answer.at("/nodes/1").isNull()).isTrue();
    }

    @Test
    void a_disconnected_level_keeps_its_number_and_is_shown_only_on_request() {
        world.control(
                "POST", "/shopify/shops/" + SHOP + "/disconnect", "{\"sku\":\"CANDLE\",\"warehouse\":\"Berlin\"}");

        var level = ask(LEVEL, "{\"itemId\":\"%s\",\"locationId\":\"%s\"}".formatted(CANDLE, location(0)))
                .at("/inventoryItem/inventoryLevel");
        var active =
                ask(ITEMS, "{\"ids\":[\"%s\"],\"levels\":5}".formatted(CANDLE)).at("/nodes/0/inventoryLevels/nodes");

        assertThat(level.path("isActive").asBoolean()).isFalse();
        assertThat(level.at("/quantities/0/quantity").asInt()).isEqualTo(5);
        assertThat(active).hasSize(1);
    }

    @Test
    void a_level_that_is_not_stocked_is_null() {
        var variables = "{\"itemId\":\"%s\",\"locationId\":\"gid://shopify/Location/1\"}".formatted(CANDLE);

        assertThat(ask(LEVEL, variables).at("/inventoryItem/inventoryLevel").isNull())
                .isTrue();
    }

    @Test
    void variants_are_paged_in_the_order_of_their_ids() {
        var first = ask(VARIANTS, "{\"first\":1,\"levels\":3}").path("productVariants");
        var next = "{\"first\":1,\"levels\":3,\"after\":\"%s\"}"
                .formatted(first.at("/pageInfo/endCursor").asText());
        var second = ask(VARIANTS, next).path("productVariants");
        var bySku = ask(VARIANTS, "{\"first\":5,\"levels\":3,\"filter\":\"sku:'GIFT'\"}")
                .path("productVariants");

        assertThat(first.at("/nodes/0/sku").asText()).isEqualTo("CANDLE");
        assertThat(first.at("/nodes/0/inventoryQuantity").asInt()).isEqualTo(3);
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(second.at("/nodes/0/inventoryItem/tracked").asBoolean()).isFalse();
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(bySku.path("nodes")).hasSize(1);
    }

    @Test
    void levels_changed_since_a_time_are_found_at_their_location() {
        world.clock.pass(Duration.ofHours(1));
        world.control("POST", "/shopify/shops/" + SHOP + "/levels", """
                [{"sku":"CANDLE","warehouse":"Berlin","available":1}]""");

        var answer = ask(
                CHANGED,
                "{\"locationId\":\"%s\",\"filter\":\"updated_at:>='2026-03-01T10:30:00Z'\"}".formatted(location(0)));

        assertThat(answer.at("/location/inventoryLevels/nodes")).hasSize(1);
        assertThat(answer.at("/location/inventoryLevels/nodes/0/item/sku").asText())
                .isEqualTo("CANDLE");
    }

    @Test
    void a_query_costs_what_it_asks_for_and_gets_back_what_it_did_not_find() {
        var cost = world.shopify(ITEM, "{\"id\":\"%s\",\"levels\":5}".formatted(CANDLE))
                .body()
                .at("/extensions/cost");

        assertThat(cost.path("requestedQueryCost").asInt()).isEqualTo(40);
        assertThat(cost.path("actualQueryCost").asInt()).isEqualTo(1 + 2 + 2 + 2 + 2 * 3);
        assertThat(cost.at("/throttleStatus/currentlyAvailable").asInt()).isEqualTo(2_000 - 13);
        assertThat(cost.at("/throttleStatus/restoreRate").asInt()).isEqualTo(100);
    }

    @Test
    void fifty_items_with_five_levels_cost_nine_hundred() {
        var ids = IntStream.range(0, 50)
                .mapToObj(i -> "\"gid://shopify/InventoryItem/" + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));

        var cost = world.shopify(ITEMS, "{\"ids\":%s,\"levels\":5}".formatted(ids))
                .body()
                .at("/extensions/cost");

        assertThat(cost.path("requestedQueryCost").asInt()).isEqualTo(900);
    }

    @Test
    void a_query_over_the_budget_is_throttled_until_points_are_restored() {
        world.control("PUT", "/shopify/shops/" + SHOP, "{\"pointsAtMost\":40,\"pointsPerSecond\":10}");
        Supplier<JsonNode> asked = () -> world.shopify(ITEM, "{\"id\":\"%s\",\"levels\":5}".formatted(CANDLE))
                .body();

        assertThat(asked.get().has("data")).isTrue();
        var throttled = asked.get();
        world.clock.pass(Duration.ofSeconds(2));

        assertThat(throttled.at("/errors/0/extensions/code").asText()).isEqualTo("THROTTLED");
        assertThat(throttled.has("data")).isFalse();
        assertThat(throttled.at("/extensions/cost/actualQueryCost").isNull()).isTrue();
        assertThat(asked.get().has("data")).isTrue();
    }

    @Test
    void a_query_over_a_thousand_points_is_never_answered() {
        var answer = world.shopify(VARIANTS, "{\"first\":50,\"levels\":5}").body();

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("MAX_COST_EXCEEDED");
        assertThat(answer.at("/errors/0/extensions/cost").asInt()).isEqualTo(1_002);
    }

    @Test
    void an_invalid_document_is_answered_with_errors_and_no_data() {
        var answer = world.shopify("{ shop { colour } }", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/errors/0/message").asText()).contains("colour");
        assertThat(answer.body().has("data")).isFalse();
    }

    @Test
    void a_wrong_token_is_answered_401() {
        assertThat(world.graphql("{\"query\":\"{ shop { id } }\"}", "wrong").status())
                .isEqualTo(401);
    }

    @Test
    void the_client_credentials_grant_gives_a_token_for_a_day() {
        var credentials =
                "{\"client_id\":\"client-%1$s\",\"client_secret\":\"secret-%1$s\",\"grant_type\":\"client_credentials\"}"
                        .formatted(SHOP);
        var login = world.shopifyLogin(credentials);
        var token = login.body().path("access_token").asText();
        var query = "{\"query\":\"{ shop { id } }\"}";

        assertThat(login.body().path("scope").asText()).contains("read_inventory");
        assertThat(world.graphql(query, token).status()).isEqualTo(200);
        world.clock.pass(Duration.ofDays(1));
        assertThat(world.graphql(query, token).status()).isEqualTo(401);
        assertThat(world.shopifyLogin(credentials.replace("secret-", "wrong-")).status())
                .isEqualTo(401);
    }

    @Test
    void a_fault_can_throttle_or_break_an_answer() {
        world.control("POST", "/faults", "{\"operation\":\"graphql\",\"kind\":\"THROTTLED\",\"times\":1}");
        assertThat(world.shopify(LOCATIONS, "{}").body().at("/errors/0/message").asText())
                .isEqualTo("Throttled");

        world.control("POST", "/faults", "{\"operation\":\"graphql\",\"kind\":\"OVERLOADED\",\"times\":1}");
        assertThat(world.shopify(LOCATIONS, "{}").status()).isEqualTo(503);
        assertThat(world.shopify(LOCATIONS, "{}").header("X-Shopify-API-Version"))
                .isEqualTo("2026-10");
    }

    private static final String COLLECTIONS = """
            query ProductCollections($ids: [ID!]!, $first: Int!, $after: String) {
              nodes(ids: $ids) {
                ... on Product {
                  id collections(first: $first, after: $after) { nodes { id title } pageInfo { hasNextPage endCursor } }
                }
              }
            }""";

    private void makeUp(int variants) {
        world.control("PUT", "/shopify/shops/" + SHOP, "{\"pointsPerSecond\":1000000,\"pointsAtMost\":1000000}");
        world.control("POST", "/shopify/shops/" + SHOP + "/catalogue", "{\"variants\":%d}".formatted(variants));
    }

    @Test
    void products_tell_their_collections_page_by_page() {
        world.control("PUT", "/shopify/shops/" + SHOP + "/variants", """
                [{"sku":"WAX","product":77,"collections":["Candles","Gifts","Sale"],"levels":[]}]""");

        var first =
                ask(COLLECTIONS, "{\"ids\":[\"gid://shopify/Product/77\",\"gid://shopify/Product/78\"],\"first\":2}");
        var cursor = first.at("/nodes/0/collections/pageInfo/endCursor").asText();
        var second = ask(
                COLLECTIONS, "{\"ids\":[\"gid://shopify/Product/77\"],\"first\":2,\"after\":\"%s\"}".formatted(cursor));

        var titles = new ArrayList<>(first.findValuesAsText("title"));
        assertThat(titles).hasSize(2);
        titles.addAll(second.findValuesAsText("title"));
        assertThat(titles).containsExactlyInAnyOrder("Candles", "Gifts", "Sale");
        assertThat(first.at("/nodes/1").isNull()).isTrue();
    }

    @Test
    void no_cursor_leads_past_25_000_objects() {
        makeUp(26_000);
        var variables = "{\"first\":250,\"levels\":1%s}";
        var query = "query Ids($first: Int!, $after: String) {"
                + " productVariants(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }";
        var after = "";
        for (int page = 0; page < 100; page++) {
            var connection = ask(query, variables.formatted(after)).path("productVariants");
            after = ",\"after\":\"%s\""
                    .formatted(connection.at("/pageInfo/endCursor").asText());
        }

        var refused = world.shopify(query, variables.formatted(after)).body();
        var byId = ask(
                "query Ids($filter: String) { productVariants(first: 1, query: $filter) { nodes { id } } }",
                "{\"filter\":\"id:>44200000025500\"}");

        assertThat(refused.at("/errors/0/message").asText()).contains("25,000");
        assertThat(byId.at("/productVariants/nodes")).hasSize(1);
    }

    @Test
    void variants_are_counted_up_to_a_limit() {
        makeUp(20);
        assertThat(ask("{ productVariantsCount(limit: null) { count precision } }", "{}")
                        .at("/productVariantsCount/count")
                        .asInt())
                .isEqualTo(22);
        assertThat(ask("{ productVariantsCount(limit: 10) { count precision } }", "{}")
                        .at("/productVariantsCount/precision")
                        .asText())
                .isEqualTo("AT_LEAST");
    }
}
