package io.stockrule.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.database.Columns;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.listing.LinkedListing;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What was last decided about each listing.
@ApplicationScoped
public class DecisionTable {
    /// In one statement, which has three seconds.
    private static final int AT_ONCE = 1_000;

    /// In which rows are locked, so that two who store at once do not wait for each other.
    private static final Comparator<Decided> KEY_ORDER = Comparator.comparingLong(
                    (Decided one) -> one.listing().variant().merchantId())
            .thenComparingLong(one -> one.listing().listingId());

    private final DecisionRules rules;
    private final ObjectMapper json;

    DecisionTable(DecisionRules rules, ObjectMapper json) {
        this.rules = rules;
        this.json = json;
    }

    /// @param quantity empty when the listing was held
    /// @param handlingDays empty when nothing was said of them
    /// @param rules id of the rule files
    /// @param overrides as [Overrides#numbers]
    public record Last(
            OptionalInt quantity,
            OptionalInt handlingDays,
            long profile,
            int profileVersion,
            long rules,
            String overrides) {}

    /// What was last decided, by listing id; listings that were never decided are missing.
    Map<Long, Last> lastDecided(Handle handle, Collection<LinkedListing> listings) {
        var last = new HashMap<Long, Last>();
        var wanted = Columns.of(listings)
                .longs("merchants", listing -> listing.variant().merchantId())
                .longs("listings", LinkedListing::listingId);
        wanted.bindTo(handle.createQuery("""
                        select d.*
                        from unnest(:merchants, :listings) k(merchant_id, listing_id)
                        cross join lateral (
                            select listing_id, quantity, handling_days, profile_id, profile_version, rules_id, overrides
                            from decision d
                            where (d.merchant_id, d.listing_id) = (k.merchant_id, k.listing_id)
                            offset 0) d
                        """))
                .map((row, _) -> Map.entry(row.getLong(1), last(row)))
                .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        return last;
    }

    private static Last last(ResultSet row) throws SQLException {
        var overrides = row.getString("overrides");
        return new Last(
                optionalInt(row, "quantity"),
                optionalInt(row, "handling_days"),
                row.getLong("profile_id"),
                row.getInt("profile_version"),
                row.getLong("rules_id"),
                overrides == null ? "" : overrides);
    }

    private static OptionalInt optionalInt(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /// What the new decision is a consequence of.
    Cause cause(Decided decided, @Nullable Last last) {
        if (last == null) {
            return Cause.LINK;
        }
        long profile = decided.listing().profileId();
        if (last.profile() != profile || last.profileVersion() != decided.profileVersion()) {
            return Cause.profile(profile, decided.profileVersion());
        }
        long files = rules.id(decided.rules());
        if (last.rules() != files) {
            return Cause.rules(files);
        }
        return last.overrides().equals(decided.facts().overrides().numbers()) ? Cause.STOCK : Cause.OVERRIDE;
    }

    /// @param reasons of each
    void store(Handle handle, Map<Decided, String> reasons, Instant now) {
        reasons.keySet().stream()
                .sorted(KEY_ORDER)
                .gather(Gatherers.windowFixed(AT_ONCE))
                .forEach(part -> storePart(handle, part, reasons, now));
    }

    private void storePart(Handle handle, List<Decided> decided, Map<Decided, String> reasons, Instant now) {
        var values = Columns.of(decided)
                .texts("outcome", one -> kind(one.decision().outcome()))
                .optionalInts("quantity", one -> one.decision().quantity())
                .texts("reason", one -> one.decision().outcome() instanceof Outcome.Holds held ? held.reason() : null)
                .optionalInts("handling_days", one -> one.decision().handlingDays())
                .longs("profile_id", one -> one.listing().profileId())
                .ints("profile_version", Decided::profileVersion)
                .longs("rules_id", one -> rules.id(one.rules()))
                .texts("overrides", DecisionTable::overrides)
                .texts("reasons", reasons::get);
        var keys = Columns.of(decided)
                .longs("merchants", one -> one.listing().variant().merchantId())
                .longs("listings", one -> one.listing().listingId());
        var statement = handle.createUpdate("""
                insert into decision (merchant_id, listing_id, decided_at, <names>)
                select merchant_id, listing_id, :now, <names>
                from unnest(:merchants, :listings, <arguments>) k(merchant_id, listing_id, <names>)
                on conflict (merchant_id, listing_id) do update set
                    decided_at = excluded.decided_at, facts = null, trace = null, <assignments>
                """.replace("<names>", values.names())
                .replace("<arguments>", values.arguments())
                .replace("<assignments>", values.assignments("excluded")));
        values.bindTo(keys.bindTo(statement)).bind("now", now).execute();
    }

    private static @Nullable String overrides(Decided one) {
        var overrides = one.facts().overrides();
        return overrides.isEmpty() ? null : overrides.numbers();
    }

    /// Why each was decided, as it is kept; by identity, for two that are equal are two.
    Map<Decided, String> reasons(List<Decided> decided) {
        var reasons = new IdentityHashMap<Decided, String>(2 * decided.size());
        decided.forEach(one -> reasons.put(one, reasons(one, Optional.empty())));
        return reasons;
    }

    /// @param subtracted what was done to it after the profile had come to its end
    String reasons(Decided decided, Optional<TraceStep> subtracted) {
        return Reasons.of(decided, subtracted).write(json);
    }

    static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists _ -> "lists";
            case Outcome.Stops _ -> "stops";
            case Outcome.Holds _ -> "holds";
        };
    }
}
