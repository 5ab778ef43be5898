package io.stockrule.shopify.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockrule.stock.ledger.Holding;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An inventory item as Shopify's GraphQL tells it.
public record ItemNode(String id, boolean tracked, Levels inventoryLevels) {
    /// Of one item, in a question about it alone.
    public static final int LEVELS_PER_PAGE = 50;

    public static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public record Levels(List<LevelNode> nodes, PageInfo pageInfo) {}

    public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

    /// @param updatedAt of anything in the level
    public record LevelNode(
            boolean isActive, @Nullable Instant updatedAt, LocationNode location, List<Quantity> quantities) {}

    public record LocationNode(String id) {}

    /// @param updatedAt of this quantity alone; Shopify does not always tell it
    public record Quantity(
            String name, int quantity, @Nullable Instant updatedAt) {}

    /// @throws JsonProcessingException if it is anything else
    public static ItemNode of(JsonNode node) throws JsonProcessingException {
        return JSON.treeToValue(node, ItemNode.class);
    }

    public long itemId() {
        return Gid.number("InventoryItem", id);
    }

    /// Active levels by location.
    public Map<Long, ReadLevel> levels() {
        var levels = new HashMap<Long, ReadLevel>();
        for (var level : inventoryLevels.nodes()) {
            if (level.isActive()) {
                levels.put(Gid.number("Location", level.location().id()), read(level.updatedAt(), level.quantities()));
            }
        }
        return levels;
    }

    /// A webhook carries the time of the level, which may be newer than that of the quantity: the newer is compared.
    public static ReadLevel read(@Nullable Instant levelUpdatedAt, List<Quantity> quantities) {
        var available = quantity(quantities, "available");
        var newest = newest(levelUpdatedAt, quantities);
        var holding = new Holding(
                quantity(quantities, "on_hand").quantity(),
                quantity(quantities, "committed").quantity(),
                quantity(quantities, "incoming").quantity(),
                newest);
        return new ReadLevel(available.quantity(), newest(levelUpdatedAt, List.of(available)), holding);
    }

    // plain loops: a shop has millions of levels
    private static Quantity quantity(List<Quantity> quantities, String name) {
        for (var quantity : quantities) {
            if (quantity.name().equals(name)) {
                return quantity;
            }
        }
        throw new IllegalArgumentException("a level without " + name);
    }

    private static Instant newest(@Nullable Instant levelUpdatedAt, List<Quantity> quantities) {
        var newest = levelUpdatedAt;
        for (var quantity : quantities) {
            var at = quantity.updatedAt();
            if (at != null && (newest == null || at.isAfter(newest))) {
                newest = at;
            }
        }
        if (newest == null) {
            throw new IllegalArgumentException("a level without a time");
        }
        return newest;
    }

    public Optional<String> nextPage() {
        return inventoryLevels.pageInfo().hasNextPage()
                ? Optional.of(Objects.requireNonNull(inventoryLevels.pageInfo().endCursor(), "endCursor"))
                : Optional.empty();
    }
}
