package io.stockrule.sync;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.override.KeptOverride;
import io.stockrule.listing.override.ListingOverrides;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Overrides;
import io.stockrule.stock.StockFacts;
import io.stockrule.stock.VariantKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.resteasy.reactive.RestPath;
import org.jdbi.v3.core.Jdbi;

/// The facts of a listing as its profile would see them now, in the form in which a trial takes them.
@Path("/api/v1/listings/{id}/facts")
@RolesAllowed(Role.MERCHANT)
class ListingFactsResource {
    private final Jdbi database;
    private final StockFacts stock;
    private final InstantSource time;
    private final CurrentMerchant merchant;
    private final ListingOverrides overrides;

    ListingFactsResource(
            Jdbi database, StockFacts stock, ListingOverrides overrides, InstantSource time, CurrentMerchant merchant) {
        this.database = database;
        this.stock = stock;
        this.overrides = overrides;
        this.time = time;
        this.merchant = merchant;
    }

    private record Row(VariantKey variant, int packSize, String marketplace, OptionalInt lastDecided) {}

    /// Levels of warehouses that do not count are left out. A bundle has no levels of its own: `available` says how
    /// many its parts make.
    @GET
    public FactsForm facts(@RestPath long id) {
        var row = row(id).orElseThrow(() -> Problem.notFound("listing " + id));
        var variant = Optional.ofNullable(
                        stock.loadWithHoldings(List.of(row.variant())).get(row.variant()))
                .orElseThrow(() -> Problem.notFound("variant of listing " + id));
        var now = time.instant();
        var local = LocalDateTime.ofInstant(now, variant.zone());
        return FactsForm.of(new ListingFacts(
                variant.facts(),
                row.marketplace(),
                row.packSize(),
                row.lastDecided(),
                Optional.of(local.toLocalDate()),
                Optional.of(local.toLocalTime().withNano(0)),
                set(id, now)));
    }

    private Overrides set(long id, Instant now) {
        var its = overrides.inForce(List.of(new ListingOverrides.Key(merchant.id(), id)), now);
        return Overrides.of(its.getOrDefault(id, List.of()).stream()
                .map(KeptOverride::override)
                .toList());
    }

    private Optional<Row> row(long id) {
        return database.withHandle(handle -> handle.createQuery("""
                        select l.shop_id, l.variant_id, l.pack_size, s.marketplace, d.quantity
                        from listing l
                        join selling_list s using (merchant_id, selling_list_id)
                        left join decision d using (merchant_id, listing_id)
                        where l.merchant_id = :merchant and l.listing_id = :listing
                        """)
                .bind("merchant", merchant.id())
                .bind("listing", id)
                .map((row, _) -> row(row))
                .findOne());
    }

    private Row row(ResultSet row) throws SQLException {
        var quantity = row.getObject("quantity", Integer.class);
        return new Row(
                new VariantKey(merchant.id(), row.getLong("shop_id"), row.getLong("variant_id")),
                row.getInt("pack_size"),
                row.getString("marketplace"),
                quantity == null ? OptionalInt.empty() : OptionalInt.of(quantity));
    }
}
