package io.stockrule.shopify;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.PlainText;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.stock.ledger.Warehouse;
import io.stockrule.stock.ledger.Warehouses;
import io.stockrule.stock.ledger.Warehouses.Registration;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/warehouses")
@RolesAllowed(Role.MERCHANT)
class WarehouseResource {
    private final Warehouses warehouses;
    private final HeldShops held;
    private final CurrentMerchant merchant;

    WarehouseResource(Warehouses warehouses, HeldShops held, CurrentMerchant merchant) {
        this.warehouses = warehouses;
        this.held = held;
        this.merchant = merchant;
    }

    /// Adds or changes warehouses; those not named stay as they are.
    @PUT
    @Transactional
    public void register(@NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid WarehouseBody> body) {
        var shops = body.stream()
                .map(warehouse -> new ShopKey(merchant.id(), warehouse.shop()))
                .collect(toSet());
        if (!held.hold(shops).equals(shops)) {
            throw Problem.notFound("shop");
        }
        var locations = new HashSet<List<Long>>();
        for (var warehouse : body) {
            if (!locations.add(List.of(warehouse.shop(), warehouse.locationId()))) {
                throw new Problem(422, "given-twice", "location %d is given twice".formatted(warehouse.locationId()));
            }
        }
        var wanted = body.stream().map(WarehouseBody::warehouse).toList();
        if (warehouses.register(merchant.id(), wanted) == Registration.NAME_TAKEN) {
            throw new Problem(409, "warehouse-name-taken", "two warehouses of a shop cannot have the same name");
        }
    }

    @GET
    public Page<WarehouseView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        return Page.of(warehouses.list(merchant.id(), after, limit + 1), limit, Warehouses.Entry::warehouseId)
                .map(WarehouseView::of);
    }

    /// @param locationId Shopify's own
    /// @param active true when not given
    record WarehouseBody(
            @Positive @JsonDeserialize(using = ExactLong.class)
            long shop,

            @Positive @JsonDeserialize(using = ExactLong.class)
            long locationId,

            @NotBlank @Size(max = 200) @Pattern(regexp = PlainText.REGEXP, message = PlainText.MESSAGE)
            String name,

            @Nullable Boolean active) {
        Warehouse warehouse() {
            return new Warehouse(shop, locationId, name, active == null || active);
        }
    }

    /// @param name as profiles call it
    /// @param locationName as Shopify calls it now
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record WarehouseView(
            long id, long shop, long locationId, String name, Optional<String> locationName, boolean active) {
        static WarehouseView of(Warehouses.Entry entry) {
            var warehouse = entry.warehouse();
            return new WarehouseView(
                    entry.warehouseId(),
                    warehouse.shopId(),
                    warehouse.locationId(),
                    warehouse.name(),
                    entry.locationName(),
                    warehouse.active());
        }
    }
}
