package io.stockrule.listing.override;

import static io.stockrule.table.Mistake.quoted;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.stockrule.listing.override.OverrideFile.Line;
import io.stockrule.listing.override.OverrideLineResult.Outcome;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.OverrideCells;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Sets what the lines of a file say of the listings of a Selling List. Each line succeeds or fails
/// for itself, with all that it sets; one that is refused keeps no other out.
@ApplicationScoped
class OverrideLines {
    /// Lines in one transaction, which keeps the merchant's other changes of links waiting.
    private static final int AT_ONCE = 1_000;

    /// Few enough for an `int`; how many there may be is for [OverrideInput] to say.
    private static final Pattern UNITS = Pattern.compile("[0-9]{1,9}");

    private static final String UNKNOWN = "no listing of the list is linked to this Amazon SKU";

    private final Jdbi database;
    private final ListingOverrides overrides;
    private final ListingZones zones;
    private final InstantSource time;

    OverrideLines(Jdbi database, ListingOverrides overrides, ListingZones zones, InstantSource time) {
        this.database = database;
        this.overrides = overrides;
        this.zones = zones;
        this.time = time;
    }

    /// Who sends the file, and what it is about.
    ///
    /// @param listId a Selling List of the merchant
    /// @param author as the activity log names them
    /// @param dryRun only say what would become of the lines
    record Order(long merchantId, long listId, String author, boolean dryRun) {}

    /// A line that can be set.
    private record Wanted(Line line, long listing, List<OverrideWish> wishes) {}

    /// What became of each line, in their order.
    List<OverrideLineResult> set(Order order, List<Line> lines) {
        var results = new ArrayList<OverrideLineResult>(lines.size());
        var before = new HashMap<String, Integer>();
        for (int from = 0; from < lines.size(); from += AT_ONCE) {
            results.addAll(part(order, lines.subList(from, Math.min(from + AT_ONCE, lines.size())), before));
        }
        return results;
    }

    private List<OverrideLineResult> part(Order order, List<Line> lines, Map<String, Integer> before) {
        var listings = listings(order, lines);
        var zone = zones.of(
                order.merchantId(),
                listings.values().stream()
                        .flatMap(List::stream)
                        .map(Found::listing)
                        .toList());
        var results = new ArrayList<OverrideLineResult>(lines.size());
        var wanted = new ArrayList<Wanted>();
        for (var line : lines) {
            var found = listings.getOrDefault(line.amazonSku(), List.of());
            var refused = refused(line, found, before);
            results.add(refused == null ? read(order, line, found.getFirst().listing(), zone, wanted) : refused);
            if (refused == null && !wanted.isEmpty() && wanted.getLast().line() == line) {
                before.put(line.amazonSku(), line.number());
            }
        }
        var changed = changed(
                order, wanted.stream().flatMap(it -> it.wishes().stream()).toList());
        var set = new HashMap<Integer, OverrideLineResult>();
        wanted.forEach(it -> set.put(it.line().number(), taken(it, changed)));
        return results.stream().map(it -> set.getOrDefault(it.line(), it)).toList();
    }

    private ListingOverrides.SetAll changed(Order order, List<OverrideWish> wishes) {
        return order.dryRun()
                ? overrides.wouldChange(order.merchantId(), wishes)
                : overrides.setAll(order.merchantId(), wishes, order.author());
    }

    private static OverrideLineResult taken(Wanted wanted, ListingOverrides.SetAll all) {
        if (!all.there().contains(wanted.listing())) {
            return OverrideLineResult.refused(wanted.line(), "unknown-sku", UNKNOWN);
        }
        boolean any = wanted.wishes().stream().anyMatch(all.changed()::contains);
        return OverrideLineResult.taken(wanted.line(), any ? Outcome.SET : Outcome.UNCHANGED, wanted.listing());
    }

    private static @Nullable OverrideLineResult refused(Line line, List<Found> found, Map<String, Integer> before) {
        if (line.mistake().isPresent()) {
            return OverrideLineResult.refused(
                    line, "unreadable-line", OverrideFile.told(line.mistake().get()));
        }
        if (found.stream().noneMatch(Found::isInList)) {
            return OverrideLineResult.refused(line, "unknown-sku", UNKNOWN);
        }
        if (found.size() > 1) {
            return OverrideLineResult.refused(
                    line,
                    "sku-shared",
                    "%d listings are linked to this Amazon SKU; set it for each of them alone, as they have to agree"
                            .formatted(found.size()));
        }
        var first = before.get(line.amazonSku());
        return first == null
                ? null
                : OverrideLineResult.refused(
                        line, "given-twice", "the Amazon SKU was given in line %d already".formatted(first));
    }

    private OverrideLineResult read(
            Order order, Line line, long listing, Map<Long, ZoneId> zones, List<Wanted> wanted) {
        var zone = zones.get(listing);
        if (zone == null) {
            return OverrideLineResult.refused(line, "unknown-sku", "the shop of this listing is being deleted");
        }
        if (line.units().isEmpty()) {
            return OverrideLineResult.refused(
                    line, "nothing-to-set", "give a number for \"pin\", \"cap\" or \"reserve more\"");
        }
        var wishes = new ArrayList<OverrideWish>();
        for (var each : line.units().entrySet()) {
            switch (result(order, line, each, zone, time.instant())) {
                case OverrideInput.Valid(var override) -> wishes.add(new OverrideWish(listing, override));
                case OverrideInput.Invalid(var field, var message) -> {
                    return OverrideLineResult.refused(line, "invalid-override", field + ": " + message);
                }
            }
        }
        wanted.add(new Wanted(line, listing, wishes));
        return OverrideLineResult.taken(line, Outcome.SET, listing);
    }

    private static OverrideInput.Result result(
            Order order, Line line, Map.Entry<Kind, String> cell, ZoneId zone, Instant now) {
        var written = OverrideCells.Written.of(cell.getValue());
        if (!UNITS.matcher(written.number()).matches()) {
            return new OverrideInput.Invalid(
                    OverrideView.name(cell.getKey()),
                    "%s is no whole number in digits".formatted(quoted(cell.getValue())));
        }
        return new OverrideInput(
                        cell.getKey(),
                        Integer.parseInt(written.number()),
                        written.alsoWhenStopped(),
                        line.reason(),
                        line.end())
                .read(order.author(), zone, now);
    }

    /// A listing under an Amazon SKU of the account.
    record Found(long listing, boolean isInList) {}

    /// By Amazon SKU.
    private Map<String, List<Found>> listings(Order order, List<Line> lines) {
        var skus = new HashSet<String>();
        lines.forEach(line -> skus.add(line.amazonSku()));
        return found(order, List.copyOf(skus));
    }

    /// Also those of other lists: a number for one of them alone would keep anything from being sent.
    @Transactional
    Map<String, List<Found>> found(Order order, List<String> skus) {
        return database.withHandle(handle -> handle.createQuery("""
                        select l.seller_sku, l.listing_id, l.selling_list_id = s.selling_list_id as is_in_list
                        from selling_list s
                        join listing l using (merchant_id, amazon_account_id)
                        where s.merchant_id = :merchant and s.selling_list_id = :list and l.seller_sku = any(:skus)
                        order by l.listing_id
                        """)
                .bind("merchant", order.merchantId())
                .bind("list", order.listId())
                .bindArray("skus", String.class, skus)
                .map((row, _) -> Map.entry(row.getString(1), new Found(row.getLong(2), row.getBoolean(3))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
    }
}
