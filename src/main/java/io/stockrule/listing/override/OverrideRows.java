package io.stockrule.listing.override;

import io.stockrule.database.Columns;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of overrides.
final class OverrideRows {
    private OverrideRows() {}

    /// A listing and a kind of override.
    record Place(long listingId, Kind kind) {}

    /// Those that were not taken back, also if they have ended.
    static List<KeptOverride> counting(Handle handle, long merchantId, Collection<Place> places) {
        return places(places)
                .bindTo(handle.createQuery("""
                        select o.* from unnest(:listings, :kinds) k(listing_id, kind)
                        join listing_override o on o.merchant_id = :merchant and o.listing_id = k.listing_id
                            and o.kind = k.kind and o.over is null
                        """))
                .bind("merchant", merchantId)
                .map((row, _) -> kept(row))
                .list();
    }

    /// Of one listing, whatever has become of them, the newest first.
    static List<KeptOverride> history(Handle handle, long merchantId, long listingId, long before, int most) {
        return handle.createQuery("""
                        select * from listing_override
                        where merchant_id = :merchant and listing_id = :listing and override_id < :before
                        order by override_id desc limit :most
                        """)
                .bind("merchant", merchantId)
                .bind("listing", listingId)
                .bind("before", before)
                .bind("most", most)
                .map((row, _) -> kept(row))
                .list();
    }

    static void insert(Handle handle, long merchantId, List<OverrideWish> wishes, Instant now) {
        Columns.of(wishes)
                .longs("listings", OverrideWish::listingId)
                .texts("kinds", it -> it.override().kind().name())
                .ints("units", it -> it.override().units())
                .flags("stopped", it -> it.override().alsoWhenStopped())
                .texts("reasons", it -> it.override().reason())
                .texts("authors", it -> it.override().author())
                .times("ends", it -> it.override().end().orElse(null))
                .bindTo(handle.createUpdate("""
                        insert into listing_override (merchant_id, listing_id, kind, override_id, units,
                            also_when_stopped, reason, author, set_at, ends_at)
                        select :merchant, listing_id, kind, nextval('stockrule_id'), units, stopped, reason, author, :now,
                            ends
                        from unnest(:listings, :kinds, :units, :stopped, :reasons, :authors, :ends)
                            k(listing_id, kind, units, stopped, reason, author, ends)
                        """))
                .bind("merchant", merchantId)
                .bind("now", now)
                .execute();
    }

    /// Those that count here count no more. Of one that has come to its end that is what is known for
    /// ever.
    ///
    /// @param how of the others
    /// @param by whom, as the activity log names them
    static void end(
            Handle handle, long merchantId, Collection<Place> places, KeptOverride.How how, String by, Instant now) {
        places(places)
                .bindTo(handle.createUpdate("""
                        update listing_override o
                        set over = case when o.ends_at <= :now then 'ENDED' else :how end,
                            over_at = least(o.ends_at, :now),
                            over_by = case when o.ends_at <= :now then null else :by end
                        from unnest(:listings, :kinds) k(listing_id, kind)
                        where o.merchant_id = :merchant and o.listing_id = k.listing_id and o.kind = k.kind
                            and o.over is null
                        """))
                .bind("merchant", merchantId)
                .bind("how", how.name())
                .bind("by", by)
                .bind("now", now)
                .execute();
    }

    private static Columns<Place> places(Collection<Place> places) {
        return Columns.of(places)
                .longs("listings", Place::listingId)
                .texts("kinds", it -> it.kind().name());
    }

    static KeptOverride kept(ResultSet row) throws SQLException {
        return new KeptOverride(
                row.getLong("override_id"),
                row.getLong("listing_id"),
                override(row),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                over(row));
    }

    static ListingOverride override(ResultSet row) throws SQLException {
        return new ListingOverride(
                Kind.valueOf(row.getString("kind")),
                row.getInt("units"),
                row.getBoolean("also_when_stopped"),
                row.getString("reason"),
                row.getString("author"),
                Optional.ofNullable(row.getObject("ends_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static Optional<KeptOverride.Over> over(ResultSet row) throws SQLException {
        var how = row.getString("over");
        return how == null
                ? Optional.empty()
                : Optional.of(new KeptOverride.Over(
                        KeptOverride.How.valueOf(how),
                        row.getObject("over_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getString("over_by"))));
    }
}
