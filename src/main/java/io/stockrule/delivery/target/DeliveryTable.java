package io.stockrule.delivery.target;

import static java.util.stream.Collectors.toMap;

import io.stockrule.database.Columns;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.state.ListingState;
import io.stockrule.listing.state.ListingStates;
import io.stockrule.listing.state.ListingStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;

/// Loads deliveries under their row locks and stores them again. Rows are locked in key order, everywhere.
public final class DeliveryTable {
    /// Of a delivery `d`, what [#read(ResultSet)] reads.
    public static final String COLUMNS = "d.merchant_id, d.amazon_account_id, d.seller_sku, d."
            + DeliveryColumns.of(List.of()).names().replace(", ", ", d.");

    private static final String BY_KEY = """
            select <columns>
            from (select * from unnest(:merchants, :accounts, :skus) order by 1, 2, 3)
                k(merchant_id, amazon_account_id, seller_sku)
            cross join lateral (
                select * from delivery r
                where (r.merchant_id, r.amazon_account_id, r.seller_sku)
                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                <lock>) d
            """.replace("<columns>", COLUMNS);

    /// In one statement: some callers have tens of thousands, and a statement has three seconds.
    private static final int AT_ONCE = 1_000;

    private DeliveryTable() {}

    /// The rows of these targets, locked until the transaction ends.
    public static List<Delivery> lock(Handle handle, Collection<TargetKey> targets) {
        return select(handle, "for update", targets);
    }

    public static List<Delivery> read(Handle handle, Collection<TargetKey> targets) {
        return select(handle, "", targets);
    }

    private static List<Delivery> select(Handle handle, String lock, Collection<TargetKey> targets) {
        return TargetKey.columns(targets)
                .bindTo(handle.createQuery(BY_KEY.replace("<lock>", lock)))
                .map((row, _) -> read(row))
                .list();
    }

    /// Writes deliveries of targets that have no row yet; whoever calls this shows them, too.
    ///
    /// @param deliveries in the order of their keys
    /// @throws IllegalStateException if somebody else has made the row of one meanwhile
    public static void add(Handle handle, Collection<Delivery> deliveries) {
        deliveries.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(part -> addPart(handle, part));
    }

    private static void addPart(Handle handle, List<Delivery> deliveries) {
        var keys = keysAndReasons(deliveries);
        var values = DeliveryColumns.of(deliveries);
        var statement = handle.createUpdate("""
                insert into delivery (merchant_id, amazon_account_id, seller_sku, reasons, <names>)
                select merchant_id, amazon_account_id, seller_sku, reasons, <values>
                from unnest(:merchants, :accounts, :skus, :reasons, <arguments>)
                    k(merchant_id, amazon_account_id, seller_sku, reasons, <names>)
                on conflict do nothing
                """.replace("<names>", values.names())
                .replace("<values>", values.values())
                .replace("<arguments>", values.arguments()));
        int added = values.bindTo(keys.bindTo(statement)).execute();
        if (added != deliveries.size()) {
            throw new IllegalStateException(
                    "%d of %d deliveries have a row already".formatted(deliveries.size() - added, deliveries.size()));
        }
        deliveries.forEach(delivery -> delivery.stored = StoredParts.of(delivery));
    }

    /// Writes deliveries and shows where they stand.
    public static void store(Handle handle, Collection<Delivery> deliveries) {
        write(handle, deliveries);
        show(handle, deliveries);
    }

    /// Writes what has changed of deliveries whose rows are locked; whoever calls this shows them, too.
    public static void write(Handle handle, Collection<Delivery> deliveries) {
        deliveries.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(part -> writePart(handle, part));
    }

    private static void writePart(Handle handle, List<Delivery> deliveries) {
        var values = DeliveryColumns.changed(deliveries);
        if (values.isEmpty()) {
            return;
        }
        var keys = keysAndReasons(deliveries);
        var statement = handle.createUpdate("""
                update delivery d set
                    because = case when k.reasons is null then d.because end,
                    reasons = coalesce(k.reasons, d.reasons),
                    <assignments>
                from unnest(:merchants, :accounts, :skus, :reasons, <arguments>)
                    k(merchant_id, amazon_account_id, seller_sku, reasons, <names>)
                where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                """.replace("<assignments>", values.assignments("k"))
                .replace("<arguments>", values.arguments())
                .replace("<names>", values.names()));
        values.bindTo(keys.bindTo(statement)).execute();
        deliveries.forEach(delivery -> delivery.stored = StoredParts.of(delivery));
    }

    private static Columns<Delivery> keysAndReasons(Collection<Delivery> deliveries) {
        return TargetKey.columns(deliveries, Delivery::target)
                .texts("reasons", delivery -> delivery.want.reasons().orElse(null));
    }

    /// Has all listings of these targets show where they stand.
    public static void show(Handle handle, Collection<Delivery> deliveries) {
        deliveries.stream()
                .gather(Gatherers.windowFixed(AT_ONCE))
                .map(part -> part.stream().collect(toMap(delivery -> delivery.target, DeliveryTable::listingState)))
                .forEach(part -> ListingStates.show(handle, part));
    }

    private static ListingState listingState(Delivery delivery) {
        var status = delivery.status();
        return new ListingState(ListingStatus.valueOf(status.kind().name()), status.standing());
    }

    /// Reads a row with [#COLUMNS].
    public static Delivery read(ResultSet row) throws SQLException {
        return new DeliveryRow(row).delivery();
    }
}
