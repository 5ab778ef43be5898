package io.stockrule.simulator.shopify;

import graphql.GraphQL;
import graphql.Scalars;
import graphql.TypeResolutionEnvironment;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// Joins the schema of the Admin API's part with [AdminFields].
final class AdminSchema {
    private AdminSchema() {}

    static GraphQLSchema of(
            AdminFields fields,
            AdminProducts products,
            AdminCollections collections,
            AdminSubscriptions subscriptions,
            AdminBulk bulk) {
        try (InputStream in = AdminSchema.class.getResourceAsStream("/simulator/shopify-admin.graphqls")) {
            var types =
                    new SchemaParser().parse(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
            return new SchemaGenerator()
                    .makeExecutableSchema(types, wiring(fields, products, collections, subscriptions, bulk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GraphQL executable(GraphQLSchema schema) {
        return GraphQL.newGraphQL(schema).build();
    }

    private static RuntimeWiring wiring(
            AdminFields fields,
            AdminProducts products,
            AdminCollections collections,
            AdminSubscriptions subscriptions,
            AdminBulk bulk) {
        return RuntimeWiring.newRuntimeWiring()
                .scalar(text("DateTime"))
                .scalar(text("UnsignedInt64"))
                .scalar(text("URL"))
                .type(
                        "Mutation",
                        type -> type.dataFetchers(Map.of(
                                "bulkOperationRunQuery",
                                bulk::start,
                                "bulkOperationCancel",
                                bulk::cancel,
                                "webhookSubscriptionCreate",
                                subscriptions::create,
                                "webhookSubscriptionDelete",
                                subscriptions::delete)))
                .type("Node", type -> type.typeResolver(AdminSchema::typeOf))
                .type("QueryRoot", type -> type.dataFetchers(roots(fields, products, collections, subscriptions, bulk)))
                .type(
                        "Product",
                        type -> type.dataFetchers(Map.of(
                                "collections",
                                collections::ofProduct,
                                "variants",
                                products::variantsOfProduct,
                                "metafield",
                                products::metafieldOfProduct,
                                "updatedAt",
                                products::productUpdated)))
                .type(
                        "Collection",
                        type -> type.dataFetchers(Map.of(
                                "products",
                                collections::products,
                                "productsCount",
                                collections::count,
                                "updatedAt",
                                collections::updated)))
                .type("Location", type -> type.dataFetcher("inventoryLevels", fields::levelsAtLocation))
                .type(
                        "InventoryItem",
                        type -> type.dataFetchers(Map.of(
                                "inventoryLevel",
                                fields::level,
                                "inventoryLevels",
                                fields::levels,
                                "updatedAt",
                                fields::itemUpdated,
                                "variants",
                                fields::variantsOfItem)))
                .type(
                        "InventoryLevel",
                        type -> type.dataFetchers(Map.of(
                                "item", fields::itemOfLevel,
                                "location", fields::locationOfLevel,
                                "quantities", fields::quantities)))
                .type(
                        "ProductVariant",
                        type -> type.dataFetchers(Map.of(
                                "inventoryItem", fields::itemOfVariant,
                                "metafield", products::metafieldOfVariant,
                                "productVariantComponents", products::parts,
                                "updatedAt", fields::variantUpdated)))
                .build();
    }

    private static GraphQLScalarType text(String name) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(Scalars.GraphQLString.getCoercing())
                .build();
    }

    /// An object given out as a node has its type in its id.
    private static GraphQLObjectType typeOf(TypeResolutionEnvironment env) {
        Map<String, Object> node = env.getObject();
        return env.getSchema().getObjectType(Ids.type(String.valueOf(node.get("id"))));
    }

    @SuppressWarnings("rawtypes") // as graphql-java declares it
    private static Map<String, DataFetcher> roots(
            AdminFields fields,
            AdminProducts products,
            AdminCollections collections,
            AdminSubscriptions subscriptions,
            AdminBulk bulk) {
        return Map.ofEntries(
                Map.entry("bulkOperation", bulk::find),
                Map.entry("bulkOperations", bulk::list),
                Map.entry("collection", collections::find),
                Map.entry("collections", collections::list),
                Map.entry("currentAppInstallation", fields::installation),
                Map.entry("inventoryItem", fields::item),
                Map.entry("inventoryItems", fields::items),
                Map.entry("location", fields::location),
                Map.entry("locations", fields::locations),
                Map.entry("nodes", fields::nodes),
                Map.entry("products", products::products),
                Map.entry("productVariant", products::variant),
                Map.entry("productVariants", products::variants),
                Map.entry("productVariantsCount", products::count),
                Map.entry("shop", fields::shop),
                Map.entry("webhookSubscriptions", subscriptions::list));
    }
}
