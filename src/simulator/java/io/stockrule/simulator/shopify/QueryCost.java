package io.stockrule.simulator.shopify;

import graphql.ExecutionInput;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.CoercedVariables;
import graphql.parser.Parser;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;

/// What a query costs: a scalar nothing, an object one point, a connection two and as many nodes as it may have.
/// https://shopify.dev/docs/api/usage/limits
final class QueryCost {
    static final int MUTATION = 10;

    private QueryCost() {}

    static int requested(GraphQLSchema schema, ExecutionInput input) {
        return QueryComplexityCalculator.newCalculator()
                .schema(schema)
                .document(new Parser().parseDocument(input.getQuery()))
                .operationName(input.getOperationName())
                .variables(CoercedVariables.of(input.getVariables()))
                .fieldComplexityCalculator(QueryCost::ofField)
                .build()
                .calculate();
    }

    private static int ofField(FieldComplexityEnvironment field, int ofChildren) {
        if (field.getParentType().getName().equals("Mutation")) {
            return MUTATION;
        }
        var type = GraphQLTypeUtil.unwrapAll(field.getFieldDefinition().getType());
        var name = field.getFieldDefinition().getName();
        if (GraphQLTypeUtil.isLeaf(type) || name.equals("pageInfo")) {
            return 0;
        }
        if (name.equals("edges")) {
            return ofChildren;
        }
        if (((GraphQLNamedType) type).getName().endsWith("Connection")) {
            return 2 + (field.getArguments().get("first") instanceof Integer first ? first : 0) * ofChildren;
        }
        return field.getArguments().get("ids") instanceof List<?> ids ? ids.size() * (1 + ofChildren) : 1 + ofChildren;
    }

    /// The same of what was found.
    static int actual(Object data) {
        return data instanceof Map<?, ?> fields ? ofFields(fields) : 0;
    }

    private static int ofFields(Map<?, ?> fields) {
        return fields.entrySet().stream()
                .filter(field -> !"pageInfo".equals(field.getKey()))
                .mapToInt(QueryCost::ofField)
                .sum();
    }

    /// Of the lists only `nodes` counts each object.
    private static int ofField(Map.Entry<?, ?> field) {
        return "nodes".equals(field.getKey()) && field.getValue() instanceof List<?> nodes
                ? ofNodes(nodes)
                : ofValue(field.getValue());
    }

    private static int ofValue(Object value) {
        return switch (value) {
            case null -> 0;
            case Map<?, ?> connection when connection.get("nodes") instanceof List<?> nodes -> 2 + ofNodes(nodes);
            case Map<?, ?> object -> 1 + ofFields(object);
            case List<?> list when !list.isEmpty() && list.getFirst() instanceof Map<?, ?> -> 1;
            default -> 0;
        };
    }

    private static int ofNodes(List<?> nodes) {
        return nodes.stream().mapToInt(QueryCost::ofValue).sum();
    }
}
