package io.stockrule.shopify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.PlainText;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.stock.VariantKey;
import io.stockrule.stock.ledger.Holding;
import io.stockrule.stock.ledger.Variant;
import io.stockrule.stock.ledger.VariantLevels;
import io.stockrule.stock.ledger.Variants;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/shops/{shop}/variants")
@RolesAllowed(Role.MERCHANT)
class VariantResource {
    private final Variants variants;
    private final VariantLevels levels;
    private final HeldShops held;
    private final CurrentMerchant merchant;

    VariantResource(Variants variants, VariantLevels levels, HeldShops held, CurrentMerchant merchant) {
        this.variants = variants;
        this.levels = levels;
        this.held = held;
        this.merchant = merchant;
    }

    /// Adds or changes variants; those not named stay as they are. The stock of new ones is read from
    /// Shopify.
    @PUT
    @Transactional
    public void register(
            @RestPath long shop, @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid VariantBody> body) {
        if (!held.hold(new ShopKey(merchant.id(), shop))) {
            throw Problem.notFound("shop");
        }
        var ids = new HashSet<Long>();
        for (var variant : body) {
            if (!ids.add(variant.variantId())) {
                throw new Problem(422, "given-twice", "variant %d is given twice".formatted(variant.variantId()));
            }
        }
        variants.register(
                merchant.id(), shop, body.stream().map(VariantBody::variant).toList());
    }

    /// In the order of their ids.
    ///
    /// @param q words of the SKU or the title, whatever their case and order
    /// @param vendor exactly this one, as with the next three
    /// @param collection its title
    @GET
    @Transactional
    public Page<VariantView> list(
            @RestPath long shop,
            @RestQuery @Nullable @Size(max = 255) String q,
            @RestQuery @Nullable @Size(max = 255) String vendor,
            @RestQuery @Nullable @Size(max = 255) String productType,
            @RestQuery @Nullable @Size(max = 255) String tag,
            @RestQuery @Nullable @Size(max = 255) String collection,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        checkShop(shop);
        return Page.of(
                        variants.list(
                                merchant.id(),
                                shop,
                                new Variants.Sought(q, vendor, productType, tag, collection),
                                after,
                                limit + 1),
                        limit,
                        known -> known.variant().variantId())
                .map(VariantView::of);
    }

    /// What each location holds of a variant, as it was last told or shown.
    @GET
    @Path("/{id}/levels")
    public LevelsView levels(@RestPath long shop, @RestPath long id) {
        checkShop(shop);
        return levels.of(new VariantKey(merchant.id(), shop, id))
                .map(placed -> new LevelsView(placed.stream().map(LevelView::of).toList()))
                .orElseThrow(() -> Problem.notFound("variant"));
    }

    private void checkShop(long shop) {
        var _ = Shop.find(new ShopKey(merchant.id(), shop)).orElseThrow(() -> Problem.notFound("shop"));
    }

    /// @param productId Shopify's own; not there if only the variant is known
    /// @param giftCard there is nothing of it to be stocked, so lists that follow collections leave it out
    /// @param metafields that profiles look at, by `namespace.key`, as they see them; not there if it has none
    /// @param goneSince since when it is known that Shopify has it no more
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record VariantView(
            long variantId,
            long inventoryItemId,
            String sku,
            String title,
            String vendor,
            String productType,
            List<String> tags,
            String barcode,
            List<String> collections,
            boolean keepsSelling,
            Optional<Long> productId,
            String productStatus,
            boolean giftCard,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metafields,
            Optional<Instant> goneSince) {
        static VariantView of(Variants.Known known) {
            var variant = known.variant();
            return new VariantView(
                    variant.variantId(),
                    variant.inventoryItemId(),
                    variant.sku(),
                    variant.title(),
                    variant.vendor(),
                    variant.productType(),
                    variant.tags(),
                    variant.barcode(),
                    variant.collections(),
                    variant.keepsSelling(),
                    Optional.ofNullable(variant.productId()),
                    variant.productStatus(),
                    variant.giftCard(),
                    variant.metafields() == null
                            ? Map.of()
                            : variant.metafields().resolved(),
                    known.goneSince());
        }
    }

    /// In the order of the locations' ids.
    record LevelsView(List<LevelView> items) {}

    /// A level. What is not known is not there.
    ///
    /// @param locationId Shopify's own
    /// @param counts whether the item is stocked there, as far as is known
    /// @param available what is published comes from this alone
    /// @param updatedAt Shopify's time of the newest report of `available`
    /// @param onHand what lies there, sold or not; it comes with readings and sweeps, as do the next three
    /// @param committed sold and not fulfilled
    /// @param incoming on its way there
    /// @param heldAt Shopify's time of the newest of these three
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LevelView(
            long locationId,
            Optional<String> warehouse,
            boolean counts,
            OptionalLong available,
            Optional<Instant> updatedAt,
            OptionalInt onHand,
            OptionalInt committed,
            OptionalInt incoming,
            Optional<Instant> heldAt) {
        static LevelView of(VariantLevels.Placed placed) {
            var level = placed.level();
            var holding = placed.tracked() ? level.holding() : Optional.<Holding>empty();
            return new LevelView(
                    placed.locationId(),
                    placed.warehouse(),
                    level.counts(),
                    level.available(),
                    level.updatedAt(),
                    units(holding, Holding::onHand),
                    units(holding, Holding::committed),
                    units(holding, Holding::incoming),
                    holding.map(Holding::at));
        }

        private static OptionalInt units(Optional<Holding> holding, ToIntFunction<Holding> part) {
            return holding.stream().mapToInt(part).findFirst();
        }
    }

    /// Texts not given are empty.
    ///
    /// @param variantId Shopify's own
    /// @param inventoryItemId Shopify's own
    /// @param collections titles
    /// @param keepsSelling true when Shopify goes on selling below zero
    record VariantBody(
            @Positive @JsonDeserialize(using = ExactLong.class)
            long variantId,

            @Positive @JsonDeserialize(using = ExactLong.class)
            long inventoryItemId,

            @Nullable @Size(max = 255) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String sku,

            @Nullable @Size(max = 600) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String title,

            @Nullable @Size(max = 255) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String vendor,

            @Nullable @Size(max = 255) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String productType,

            @Nullable @Size(max = 250)
            List<@NotNull @Size(max = 255) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE) String>
                    tags,

            @Nullable @Size(max = 255) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String barcode,

            @Nullable @Size(max = 250)
            List<@NotNull @Size(max = 255) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE) String>
                    collections,

            boolean keepsSelling) {
        Variant variant() {
            return new Variant(
                    variantId,
                    inventoryItemId,
                    text(sku),
                    text(title),
                    text(vendor),
                    text(productType),
                    Objects.requireNonNullElse(tags, List.of()),
                    text(barcode),
                    Objects.requireNonNullElse(collections, List.of()),
                    keepsSelling);
        }

        private static String text(@Nullable String given) {
            return Objects.requireNonNullElse(given, "");
        }
    }
}
