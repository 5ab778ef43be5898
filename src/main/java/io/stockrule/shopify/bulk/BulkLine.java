package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrule.shopify.admin.BundleReader;
import io.stockrule.shopify.admin.Gid;
import io.stockrule.shopify.admin.ItemNode;
import io.stockrule.shopify.admin.ItemNode.LocationNode;
import io.stockrule.shopify.admin.Metafields;
import io.stockrule.shopify.admin.ProductNode;
import io.stockrule.stock.ledger.BundlePart;
import io.stockrule.stock.ledger.ItemRead.ReadLevel;
import io.stockrule.stock.ledger.ShopCollection;
import io.stockrule.stock.ledger.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line of a result: a variant, or one of its levels, collections or parts. What a line of its kind does not have is
/// null.
///
/// @param others that were asked for beside these: metafields of a variant
/// @param parentId the variant, for all that is one of its own
record BulkLine(
        String id,
        @JsonProperty("__parentId") @Nullable String parentId,
        @Nullable String sku,
        @Nullable String barcode,
        @Nullable String title,
        @Nullable String inventoryPolicy,
        @Nullable Product product,
        @Nullable Item inventoryItem,
        @Nullable Boolean requiresComponents,
        @Nullable Long quantity,
        @Nullable Part productVariant,
        @Nullable Boolean isActive,
        @Nullable String updatedAt,
        @Nullable LocationNode location,
        @Nullable List<Quantity> quantities,
        @JsonAnySetter @Nullable Map<String, JsonNode> others) {
    /// Of a file, one after the other. What a line has to have is looked at when its kind is known.
    static final JsonMapper JSON = ItemNode.JSON;

    static final ObjectReader READER =
            JSON.readerFor(BulkLine.class).without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    record Item(String id, boolean tracked) {}

    /// @param others that were asked for beside these: metafields
    record Product(
            String id,
            String title,
            String vendor,
            String productType,
            List<String> tags,
            String status,
            boolean isGiftCard,
            @JsonAnySetter @Nullable Map<String, JsonNode> others) {
        private ProductNode node() {
            return new ProductNode(id, title, vendor, productType, tags, status, isGiftCard);
        }
    }

    /// The variant that is a part of a bundle.
    record Part(String id) {}

    /// @param updatedAt as a text: mostly it is that of the one before, which need not be read again
    record Quantity(String name, int quantity, @Nullable String updatedAt) {}

    enum Kind {
        VARIANT,
        LEVEL,
        COLLECTION,
        PART
    }

    Kind kind() {
        if (inventoryItem != null) {
            return Kind.VARIANT;
        }
        if (productVariant != null) {
            return Kind.PART;
        }
        return location != null ? Kind.LEVEL : Kind.COLLECTION;
    }

    /// Of the variant itself, or of the one around it.
    long variantId() {
        return Gid.number(
                "ProductVariant", kind() == Kind.VARIANT ? id : Objects.requireNonNull(parentId, "__parentId"));
    }

    boolean isTracked() {
        return Objects.requireNonNull(inventoryItem).tracked();
    }

    /// Without its collections and parts, which come in lines of their own.
    Variant variant() {
        var itsProduct = Objects.requireNonNull(product, "product");
        var variant = itsProduct
                .node()
                .variant(
                        variantId(),
                        Gid.number(
                                "InventoryItem",
                                Objects.requireNonNull(inventoryItem).id()),
                        sku,
                        barcode,
                        Objects.requireNonNull(title, "title"),
                        Objects.requireNonNull(inventoryPolicy, "inventoryPolicy"),
                        List.of())
                .with(Metafields.texts(itsProduct.others(), others));
        return Boolean.TRUE.equals(requiresComponents) ? variant.bundleOf(List.of()) : variant;
    }

    BundlePart part() {
        return BundleReader.part(
                Objects.requireNonNull(productVariant).id(), Objects.requireNonNull(quantity, "quantity"));
    }

    /// Whether it is anything but a level at a location that does not stock the item.
    boolean counts() {
        return kind() != Kind.LEVEL || Objects.requireNonNull(isActive, "isActive");
    }

    long locationId() {
        return Gid.number("Location", Objects.requireNonNull(location).id());
    }

    ReadLevel level() {
        var at = time(updatedAt);
        var read = new ArrayList<ItemNode.Quantity>();
        var last = updatedAt;
        var lastAt = at;
        for (var it : Objects.requireNonNull(quantities, "quantities")) {
            if (!Objects.equals(it.updatedAt(), last)) {
                last = it.updatedAt();
                lastAt = time(last);
            }
            read.add(new ItemNode.Quantity(it.name(), it.quantity(), lastAt));
        }
        return ItemNode.read(at, read);
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    ShopCollection collection() {
        return new ShopCollection(
                Gid.number("Collection", id), ProductNode.text(Objects.requireNonNull(title, "title")));
    }
}
