package io.stockrule.listing.catalogue;

import io.stockrule.listing.AmazonCredentials.Region;
import io.stockrule.listing.participation.Participations;
import io.stockrule.listing.participation.SellsIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// The catalogues that somebody wants or has: who asked, and the rows that count.
@ApplicationScoped
public class Catalogues {
    private static final String ROWS = """
            select * from catalogue_row
            where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and marketplace = :marketplace
                and reading = :reading
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final KeptCatalogueConfig config;

    Catalogues(Jdbi database, InstantSource time, KeptCatalogueConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// What became of the wish for a catalogue.
    public sealed interface Wish {
        /// It is noted; one that was wanted already still is.
        record Noted() implements Wish {}

        record NoSuchAccount() implements Wish {}

        record NotInRegion(Region region) implements Wish {}

        /// The account does not sell there, as Amazon says.
        record NotSoldIn(SellsIn sellsIn) implements Wish {}
    }

    /// Notes that a newer catalogue is wanted, within the caller's transaction, in which the account is held.
    public Wish want(Handle handle, CatalogueKey key) {
        var region =
                handle.createQuery("""
                        select region from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        for key share
                        """).bindMethods(key).mapTo(Region.class).findOne();
        if (region.isEmpty()) {
            return new Wish.NoSuchAccount();
        }
        if (!region.get().marketplaces().contains(key.marketplace())) {
            return new Wish.NotInRegion(region.get());
        }
        var elsewhere = Participations.of(handle, key.account(), time.instant())
                .filter(told -> !told.includes(key.marketplace()));
        if (elsewhere.isPresent()) {
            return new Wish.NotSoldIn(elsewhere.get());
        }
        handle.createUpdate("""
                        insert into catalogue (merchant_id, amazon_account_id, marketplace, asked_at, wanted_at)
                        values (:merchantId, :amazonAccountId, :marketplace, :now, :now)
                        on conflict (merchant_id, amazon_account_id, marketplace) do update
                        set asked_at = excluded.asked_at, wanted_at = coalesce(catalogue.wanted_at, excluded.wanted_at)
                        """).bindMethods(key).bind("now", time.instant()).execute();
        return new Wish.Noted();
    }

    /// What is in force; empty if there is none, or none any more.
    public Optional<KeptCatalogue> find(CatalogueKey key) {
        var now = time.instant();
        return database.withHandle(handle -> handle.createQuery("""
                        select * from catalogue
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and marketplace = :marketplace and reading is not null
                        """)
                .bindMethods(key)
                .map((RowView row) -> catalogue(key, row))
                .findOne()
                .filter(catalogue -> catalogue.keptUntil().isAfter(now)));
    }

    private KeptCatalogue catalogue(CatalogueKey key, RowView row) {
        return new KeptCatalogue(
                key,
                row.getColumn("reading", Long.class),
                row.getColumn("read_at", Instant.class),
                row.getColumn("data_at", Instant.class),
                row.getColumn("listed", Long.class),
                row.getColumn("odd", Long.class),
                keptUntil(row.getColumn("asked_at", Instant.class)));
    }

    /// @param askedAt when somebody asked last
    public Instant keptUntil(Instant askedAt) {
        return askedAt.plus(config.keptFor());
    }

    /// Begins to write down a reading, if anybody wants it or still has the last one.
    ///
    /// @param reading its number, higher than those of all that began before
    public Optional<CatalogueWriting> begin(CatalogueKey key, long reading) {
        return CatalogueWriting.begin(database, config, key, reading, time.instant());
    }

    /// Rows in the order of their SKUs, from the one after the given SKU.
    public List<CatalogueRow> rows(KeptCatalogue catalogue, String after, int limit) {
        return database.withHandle(
                handle -> handle.createQuery(ROWS + " and seller_sku > :after order by seller_sku limit :limit")
                        .bindMethods(catalogue.key())
                        .bind("reading", catalogue.reading())
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((RowView row) -> row(row))
                        .list());
    }

    /// Rows by their SKUs; what it does not name is left out.
    public Map<String, CatalogueRow> rows(KeptCatalogue catalogue, Collection<String> sellerSkus) {
        var asked = new ArrayList<>(sellerSkus);
        return database.withHandle(handle -> handle.createQuery(ROWS + " and seller_sku = any(:skus)")
                .bindMethods(catalogue.key())
                .bind("reading", catalogue.reading())
                .bindArray("skus", String.class, asked)
                .map((RowView row) -> row(row))
                .collect(Collectors.toMap(CatalogueRow::sellerSku, Function.identity())));
    }

    private static CatalogueRow row(RowView row) {
        var quantity = Optional.ofNullable(row.getColumn("quantity", Integer.class));
        return new CatalogueRow(
                row.getColumn("line", Long.class),
                row.getColumn("seller_sku", String.class),
                row.getColumn("title", String.class),
                row.getColumn("asin", String.class),
                row.getColumn("channel", String.class),
                quantity.map(OptionalInt::of).orElse(OptionalInt.empty()),
                row.getColumn("status", String.class));
    }

    /// A row of the report that could not be taken.
    ///
    /// @param line of the report, from 1
    /// @param problem what is wrong with it
    public record OddRow(long line, String problem) {}

    /// In the order of the report, from the line after the given one.
    List<OddRow> oddRows(KeptCatalogue catalogue, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select line, problem from catalogue_odd_row
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and marketplace = :marketplace and reading = :reading and line > :after
                        order by line limit :limit
                        """)
                .bindMethods(catalogue.key())
                .bind("reading", catalogue.reading())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new OddRow(row.getLong(1), row.getString(2)))
                .list());
    }
}
