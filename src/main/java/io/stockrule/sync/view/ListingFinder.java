package io.stockrule.sync.view;

import static java.util.stream.Collectors.joining;

import io.stockrule.listing.ListingStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Finds the listings of a page: their ids in order, each kind of search by the index that is made for it, so that the
/// time does not grow with the number of a merchant's listings.
///
/// A text is searched in two ways. A common one is found by looking at the next listings one by one; a rare one, which
/// that leaves, by its trigrams, where there is little to be sorted.
@ApplicationScoped
class ListingFinder {
    /// How many listings are looked at one by one before a text is taken for a rare one.
    private static final int LOOKED_AT = 2_000;

    /// Texts are compared under a collation that knows the case of every letter, whatever the database's own; the
    /// indexes are made of just these expressions.
    private static final String SELLER_SKU_HAS_TEXT =
            "upper(l.seller_sku collate \"pg_c_utf8\") like upper(:pattern collate \"pg_c_utf8\")";

    private static final String VARIANT_HAS_TEXT = "upper((v.sku || chr(10) || v.title) collate \"pg_c_utf8\")"
            + " like upper(:pattern collate \"pg_c_utf8\")";

    /// @param table `listing`, or `listing_state` where a status is asked for
    private static final String IN_ORDER = """
            (select s.listing_id from <table> s
            where s.merchant_id = :merchant and s.listing_id > :after<list><status>
            order by s.listing_id limit :most)
            """;

    private static final String PAGE = "select listing_id from (<in order>) s order by listing_id limit :most";

    /// The limits keep PostgreSQL from reading all listings for a join with a few.
    private static final String NEXT =
            """
            with next as (select listing_id from (<in order>) s order by listing_id limit :most)
            select count(*) as looked_at,
                coalesce(array_agg(l.listing_id order by l.listing_id)
                    filter (where <seller sku has text> or <variant has text>), '{}') as found
            from next
            cross join lateral (
                select * from listing l
                where l.merchant_id = :merchant and l.listing_id = next.listing_id limit 1) l
            left join lateral (
                select sku, title from variant v
                where (v.merchant_id, v.shop_id, v.variant_id) = (l.merchant_id, l.shop_id, l.variant_id) limit 1) v
                on true
            """.replace("<seller sku has text>", SELLER_SKU_HAS_TEXT).replace("<variant has text>", VARIANT_HAS_TEXT);

    private static final String BY_TEXT =
            """
            select l.listing_id from variant v join listing l using (merchant_id, shop_id, variant_id)
            where v.merchant_id = :merchant and <variant has text>
            union
            select l.listing_id from listing l
            where l.merchant_id = :merchant and l.seller_sku is not null and <seller sku has text>
            """.replace("<seller sku has text>", SELLER_SKU_HAS_TEXT).replace("<variant has text>", VARIANT_HAS_TEXT);

    private static final String BY_SKU = """
            select l.listing_id from variant v join listing l using (merchant_id, shop_id, variant_id)
            where v.merchant_id = :merchant and v.sku = :sku
            union
            select l.listing_id from listing l where l.merchant_id = :merchant and l.seller_sku = :sku
            """;

    /// Of those found, the ones that pass what else is asked.
    private static final String AMONG = """
            with found as materialized (<found>)
            select s.listing_id
            from found
            cross join lateral (
                select * from listing_state s
                where s.merchant_id = :merchant and s.listing_id = found.listing_id limit 1) s
            where s.listing_id > :after<list><status>
              <text>
            order by s.listing_id limit :most
            """;

    private static final String TEXT_TOO =
            """
            and exists (select from listing l left join variant v using (merchant_id, shop_id, variant_id)
                where (l.merchant_id, l.listing_id) = (s.merchant_id, s.listing_id)
                  and (<seller sku has text> or <variant has text>))
            """.replace("<seller sku has text>", SELLER_SKU_HAS_TEXT).replace("<variant has text>", VARIANT_HAS_TEXT);

    private final Jdbi database;

    ListingFinder(Jdbi database) {
        this.database = database;
    }

    /// Called in a transaction.
    ///
    /// @param after id of the last listing already seen, 0 for the first page
    /// @param most the number of listings on a page
    List<Long> find(long merchantId, ListingFilter filter, long after, int most) {
        var search = new Search(merchantId, filter, after);
        if (filter.sku() != null) {
            return ids(search, among(filter, BY_SKU, filter.pattern().isPresent() ? TEXT_TOO : ""), most);
        }
        if (filter.pattern().isEmpty()) {
            return ids(search, PAGE.replace("<in order>", inOrder(filter)), most);
        }
        var next = lookAtNext(search);
        if (next.found().size() >= most || next.lookedAt() < LOOKED_AT) {
            return next.found().stream().limit(most).toList();
        }
        // A plan that is kept for all texts takes none for rare, and reads everything.
        database.useHandle(handle -> handle.execute("set local plan_cache_mode = force_custom_plan"));
        return ids(search, among(filter, BY_TEXT, ""), most);
    }

    private record Search(long merchantId, ListingFilter filter, long after) {
        Query bind(Query query) {
            return query.bind("merchant", merchantId)
                    .bind("after", after)
                    .bind("list", filter.sellingList())
                    .bind("sku", filter.sku())
                    .bind("pattern", filter.pattern())
                    .bindArray("statuses", String.class, names(filter.statuses()));
        }
    }

    private record Next(long lookedAt, List<Long> found) {}

    private Next lookAtNext(Search search) {
        return database.withHandle(handle -> search.bind(
                        handle.createQuery(NEXT.replace("<in order>", inOrder(search.filter()))))
                .bind("most", LOOKED_AT)
                .map((row, _) -> new Next(
                        row.getLong(1), List.of((Long[]) row.getArray(2).getArray())))
                .one());
    }

    private List<Long> ids(Search search, String sql, int most) {
        return database.withHandle(handle -> search.bind(handle.createQuery(sql))
                .bind("most", most)
                .mapTo(Long.class)
                .list());
    }

    /// The listings of each status are read in order from their index, then merged.
    private static String inOrder(ListingFilter filter) {
        if (filter.statuses().isEmpty()) {
            return ofStatus("listing", filter, "");
        }
        return names(filter.statuses()).stream()
                .map(status -> ofStatus("listing_state", filter, " and s.status = '%s'".formatted(status)))
                .collect(joining("union all\n"));
    }

    private static String ofStatus(String table, ListingFilter filter, String status) {
        return IN_ORDER.replace("<table>", table)
                .replace("<list>", inList(filter))
                .replace("<status>", status);
    }

    private static String among(ListingFilter filter, String found, String text) {
        return AMONG.replace("<found>", found)
                .replace("<list>", inList(filter))
                .replace("<status>", filter.statuses().isEmpty() ? "" : " and s.status = any(:statuses)")
                .replace("<text>", text);
    }

    private static String inList(ListingFilter filter) {
        return filter.sellingList() == null ? "" : " and s.selling_list_id = :list";
    }

    private static List<String> names(List<ListingStatus> statuses) {
        return statuses.stream().map(ListingStatus::name).distinct().toList();
    }
}
