package io.stockrule.sync.view;

import static java.util.stream.Collectors.joining;

import io.stockrule.sync.view.ListingFinder.Asked;
import io.stockrule.sync.view.ListingFinder.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/// One search for a text or a SKU, from a listing on until a page is full, all are seen, or the time is up.
///
/// It begins by looking at the next listings one by one, where a common text is found at once and few listings, or
/// few that stand as asked for, are seen to their end. A text that this does not find is looked for by its trigrams,
/// zone by zone:
/// a zone has too few listings to take long, however many of them have the text, and is passed over if none has it.
/// A text without trigrams, of one or two characters mostly, leaves nothing but to go on one by one.
final class ListingSearch {
    /// Listings that are looked at in a first step. A common text is among them.
    private static final int FIRST_LOOK = 2_000;

    /// Listings that stand as asked for that are looked at before its zones: others may lie between them.
    private static final int LOOK_AT_STATE = 4_000;

    private static final int ZONE_BITS = 19;

    /// A look at a zone takes as long as one at so many listings: no use where a zone has fewer of this merchant.
    private static final int WORTH_A_ZONE = 100;

    /// A step that took longer than this is followed by a smaller one.
    private static final Duration STEP = Duration.ofMillis(8);

    private static final String HAS_WORD = "s.searched like upper(:pattern%d collate \"pg_c_utf8\")";

    private static final String LISTED = """
            select s.listing_id, <has text> as hit from listing_search s
            where s.merchant_id = :merchant and s.listing_id > :after<list>
            order by s.listing_id limit :most
            """;

    /// The limits keep PostgreSQL from reading all listings for a join with a few.
    private static final String OF_STATE = """
            select next.listing_id, <has text> as hit
            from (select listing_id from (<in order>) s order by listing_id limit :most) next
            left join lateral (
                select searched from listing_search s
                where s.merchant_id = :merchant and s.listing_id = next.listing_id limit 1) s on true
            """;

    private static final String OF_SKU = """
            select next.listing_id, true<list><and state><and text> as hit
            from (
                select listing_id from (
                    (select listing_id from listing_search
                    where merchant_id = :merchant and sku = :sku and listing_id > :after
                    order by listing_id limit :most)
                    union
                    (select listing_id from listing_search
                    where merchant_id = :merchant and seller_sku = :sku and listing_id > :after
                    order by listing_id limit :most)) found
                order by listing_id limit :most) next
            left join lateral (
                select selling_list_id, searched from listing_search s
                where s.merchant_id = :merchant and s.listing_id = next.listing_id limit 1) s on true
            left join lateral (
                select status, standing from listing_state state
                where state.merchant_id = :merchant and state.listing_id = next.listing_id limit 1) state on true
            """;

    private static final String LOOK = """
            select count(*), min(listing_id), max(listing_id),
                coalesce(array_agg(listing_id order by listing_id) filter (where hit), '{}')
            from (<next>) looked_at
            """;

    private static final String LAST = """
            select coalesce(max(s.listing_id), 0) from listing_search s where s.merchant_id = :merchant<list>
            """;

    /// The sums with 0 leave no index but that of zones and texts: in order of the listings a rare text would be sought
    /// in all of them.
    private static final String IN_ZONES = """
            select listing_id from generate_series(:first, :last) this
            cross join lateral (
                select s.listing_id from listing_search s<state>
                where s.zone = this and s.merchant_id + 0 = :merchant and s.listing_id + 0 > :after<list>
                    and <has text><and state>
                order by s.listing_id limit :most) found
            limit :most
            """;

    private static final String STATE = """

                cross join lateral (
                    select status, standing from listing_state state
                    where state.merchant_id = s.merchant_id and state.listing_id = s.listing_id limit 1) state
            """;

    private final Handle handle;
    private final Asked asked;
    private final int wanted;
    private final long end;
    private final List<Long> found = new ArrayList<>();
    private long seenTo;
    private boolean seenAll;

    ListingSearch(Handle handle, Asked asked, int most, Duration patience) {
        this.handle = handle;
        this.asked = asked;
        this.wanted = most + 1;
        this.end = System.nanoTime() + patience.toNanos();
        this.seenTo = asked.after();
    }

    Found find() {
        // A plan that is kept for all texts takes none for rare, and reads everything.
        handle.execute("set local plan_cache_mode = force_custom_plan");
        var looked = look(FIRST_LOOK);
        if (isUnfinished() && filter().hasState() && filter().sku() == null) {
            look(LOOK_AT_STATE - FIRST_LOOK);
        }
        if (filter().sku() == null && filter().hasTrigram() && looked.isDense()) {
            searchZones();
        } else {
            searchOneByOne();
        }
        var page = Found.page(found, wanted - 1);
        return page.goOnAfter().isPresent() || seenAll ? page : new Found(page.listings(), Optional.of(seenTo));
    }

    private boolean isUnfinished() {
        return !seenAll && found.size() < wanted;
    }

    private boolean mayGoOn() {
        return isUnfinished() && System.nanoTime() < end;
    }

    /// @param first id of the first of those looked at
    private record Looked(long number, long first, long last, List<Long> found) {
        boolean isDense() {
            return number * (1L << ZONE_BITS) >= (last - first) * WORTH_A_ZONE;
        }
    }

    private void searchOneByOne() {
        int step = FIRST_LOOK;
        while (mayGoOn()) {
            long start = System.nanoTime();
            look(step);
            step = next(step, start);
        }
    }

    private void searchZones() {
        if (!mayGoOn()) {
            return;
        }
        long lastZone = last() >> ZONE_BITS;
        int step = 2;
        while (mayGoOn()) {
            long start = System.nanoTime();
            long first = (seenTo + 1) >> ZONE_BITS;
            long last = Math.min(first + step - 1, lastZone);
            found.addAll(inZones(first, last));
            seenTo = Math.max(seenTo, ((last + 1) << ZONE_BITS) - 1);
            seenAll = last >= lastZone;
            step = next(step, start);
        }
    }

    private static int next(int step, long start) {
        return System.nanoTime() - start < STEP.toNanos() ? step * 2 : Math.max(1, step / 2);
    }

    /// Looks at the next listings one by one.
    private Looked look(int number) {
        var looked = asked.from(seenTo)
                .bind(handle.createQuery(LOOK.replace("<next>", sql(nextListings()))))
                .bind("most", number)
                .map((row, _) -> new Looked(row.getLong(1), row.getLong(2), row.getLong(3), List.of((Long[])
                        row.getArray(4).getArray())))
                .one();
        found.addAll(looked.found());
        seenAll = looked.number() < number;
        seenTo = Math.max(seenTo, looked.last());
        return looked;
    }

    private String nextListings() {
        if (filter().sku() != null) {
            return OF_SKU;
        }
        return filter().hasState() ? OF_STATE : LISTED;
    }

    private List<Long> inZones(long first, long last) {
        return asked.from(seenTo)
                .bind(handle.createQuery(sql(IN_ZONES)))
                .bind("first", first)
                .bind("last", last)
                .bind("most", wanted - found.size())
                .mapTo(Long.class)
                .list();
    }

    private long last() {
        return asked.bind(handle.createQuery(sql(LAST))).mapTo(Long.class).one();
    }

    private String sql(String template) {
        return template.replace("<in order>", filter().hasState() ? ListingFinder.inOrder(filter()) : "")
                .replace("<list>", ListingFinder.inList(filter()))
                .replace("<state>", filter().hasState() ? STATE : "")
                .replace("<and state>", andState())
                .replace("<and text>", filter().patterns().isEmpty() ? "" : " and " + hasText())
                .replace("<has text>", hasText());
    }

    private String andState() {
        return (filter().statuses().isEmpty() ? "" : " and state.status = any(:statuses)")
                + (filter().standings().isEmpty() ? "" : " and state.standing = any(:standings)");
    }

    /// Each word by itself, so that the index of trigrams serves all of them.
    private String hasText() {
        return IntStream.range(0, filter().patterns().size())
                .mapToObj(HAS_WORD::formatted)
                .collect(joining(" and ", "(", ")"));
    }

    private ListingFilter filter() {
        return asked.filter();
    }
}
