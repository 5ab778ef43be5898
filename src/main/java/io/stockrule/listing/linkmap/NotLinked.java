package io.stockrule.listing.linkmap;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.Page;
import io.stockrule.database.LongStatements;
import io.stockrule.listing.catalogue.KeptCatalogue;
import io.stockrule.listing.catalogue.PackGuess;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Listings that are not linked, with the Amazon SKUs that may be theirs: the proposals seen from the other side.
@ApplicationScoped
class NotLinked {
    /// A million listings to be counted.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int AT_ONCE = 1_000;

    /// Listings that one call looks at when it wants those that nothing fits.
    private static final int MOST_LOOKED_AT = 50_000;

    private static final String LISTINGS = """
            from listing l
            join selling_list s on s.merchant_id = l.merchant_id and s.selling_list_id = l.selling_list_id
            join shop on shop.merchant_id = l.merchant_id and shop.shop_id = l.shop_id
            left join variant v on v.merchant_id = l.merchant_id and v.shop_id = l.shop_id
                and v.variant_id = l.variant_id and v.gone_at is null
            where l.merchant_id = :merchantId and s.amazon_account_id = :amazonAccountId
                and s.marketplace = :marketplace and l.seller_sku is null and l.left_at is null
                and (:list::bigint is null or l.selling_list_id = :list)
            """;

    private static final String OFFER = """
            select from catalogue_row r
            where r.merchant_id = :merchantId and r.amazon_account_id = :amazonAccountId
                and r.marketplace = :marketplace and r.reading = :reading and\s""";

    /// Sorted by another collation than that of the key: else the database may go along the key until it has found
    /// enough, past all rows of a SKU that nothing is like.
    private static final String CANDIDATES =
            """
            with asked as (select distinct sku, <essence> essence from unnest(:skus) k(sku))
            select a.sku, c.seller_sku, c.title, c.asin, c.channel, c.how, exists (
                select from listing l where l.merchant_id = :merchantId and l.amazon_account_id = :amazonAccountId
                    and l.seller_sku = c.seller_sku) taken
            from asked a
            cross join lateral (
                (select r.*, 1 place, 'EXACT' how <offer> r.seller_sku = a.sku)
                union all
                (select r.*, 2, 'PACK' <offer> r.pack_base = a.sku order by r.seller_sku collate "C" limit 10)
                union all
                (select r.*, 3, 'NEAR' <offer> a.essence <> '' and r.essence = a.essence and r.seller_sku <> a.sku
                order by r.seller_sku collate "C" limit 3)) c
            order by a.sku, c.place, c.seller_sku
            """.replace("<essence>", SkuRows.essence("sku")).replace("<offer>", OFFER.replace("select ", ""));

    private final Jdbi database;

    NotLinked(Jdbi database) {
        this.database = database;
    }

    /// How an Amazon SKU resembles that of the variant.
    enum How {
        EXACT,
        PACK,
        NEAR
    }

    /// An Amazon SKU that may be the variant's.
    ///
    /// @param packSize how many units its pack seems to hold
    /// @param guess whether a person has to say that it is so
    /// @param fba whether Amazon fulfils it: it is shown and not proposed
    /// @param taken whether another listing of the account is linked to it
    record Candidate(
            String amazonSku,
            String title,
            String asin,
            How how,
            int packSize,
            boolean guess,
            boolean fba,
            boolean taken) {}

    /// @param sku of the variant; absent if it has none, or is gone
    /// @param candidates none: nothing that Amazon names is like it
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record NotLinkedListing(
            long listing,
            long sellingList,
            long shop,
            long variantId,
            Optional<String> sku,
            Optional<String> title,
            List<Candidate> candidates) {
        private boolean isUnmatched() {
            return candidates.isEmpty();
        }
    }

    /// One of which nothing is looked for yet.
    private record Row(
            long listing,
            long list,
            long shop,
            long variant,
            @Nullable String sku,
            @Nullable String title) {
        NotLinkedListing with(Map<String, List<Candidate>> candidates) {
            return new NotLinkedListing(
                    listing,
                    list,
                    shop,
                    variant,
                    Optional.ofNullable(sku),
                    Optional.ofNullable(title),
                    candidates.getOrDefault(Objects.requireNonNullElse(sku, ""), List.of()));
        }
    }

    /// In the order of their ids, from the one after the given id.
    ///
    /// @param sellingList of this one alone
    /// @param unmatched only those that nothing fits: a page may then be short, and yet not be the last
    Page<NotLinkedListing> page(
            KeptCatalogue catalogue, OptionalLong sellingList, boolean unmatched, long after, int limit) {
        if (!unmatched) {
            return Page.of(after(catalogue, sellingList, after, limit + 1), limit, NotLinkedListing::listing);
        }
        var found = new ArrayList<NotLinkedListing>();
        var last = OptionalLong.of(after);
        for (int seen = 0; seen < MOST_LOOKED_AT && found.size() <= limit && last.isPresent(); seen += AT_ONCE) {
            var part = after(catalogue, sellingList, last.getAsLong(), AT_ONCE);
            part.stream().filter(NotLinkedListing::isUnmatched).forEach(found::add);
            last = last(part);
        }
        if (found.size() > limit) {
            return Page.of(found.subList(0, limit + 1), limit, NotLinkedListing::listing);
        }
        return new Page<>(found, last.isPresent() ? Optional.of(Long.toString(last.getAsLong())) : Optional.empty());
    }

    private static OptionalLong last(List<NotLinkedListing> part) {
        return part.size() < AT_ONCE
                ? OptionalLong.empty()
                : OptionalLong.of(part.getLast().listing());
    }

    private List<NotLinkedListing> after(KeptCatalogue catalogue, OptionalLong sellingList, long after, int limit) {
        return within(handle -> {
            var rows = bound(
                            handle.createQuery(
                                    "select l.listing_id, l.selling_list_id, l.shop_id, l.variant_id, v.sku, v.title "
                                            + LISTINGS
                                            + " and l.listing_id > :after order by l.listing_id limit :limit"),
                            catalogue,
                            sellingList)
                    .bind("after", after)
                    .bind("limit", limit)
                    .map((row, _) -> new Row(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getString(5),
                            row.getString(6)))
                    .list();
            var skus = rows.stream().map(Row::sku).filter(Objects::nonNull).toList();
            var candidates = candidates(handle, catalogue, skus);
            return rows.stream().map(row -> row.with(candidates)).toList();
        });
    }

    long count(KeptCatalogue catalogue, OptionalLong sellingList) {
        return within(handle -> bound(handle.createQuery("select count(*) " + LISTINGS), catalogue, sellingList)
                .mapTo(Long.class)
                .one());
    }

    /// How many of them nothing fits.
    long countUnmatched(KeptCatalogue catalogue, OptionalLong sellingList) {
        long unmatched = 0;
        for (var last = OptionalLong.of(0); last.isPresent(); ) {
            var part = after(catalogue, sellingList, last.getAsLong(), AT_ONCE);
            unmatched += part.stream().filter(NotLinkedListing::isUnmatched).count();
            last = last(part);
        }
        return unmatched;
    }

    private Map<String, List<Candidate>> candidates(Handle handle, KeptCatalogue catalogue, List<String> skus) {
        return handle.createQuery(CANDIDATES)
                .bindMethods(catalogue.key())
                .bind("reading", catalogue.reading())
                .bindArray("skus", String.class, skus)
                .map((row, _) -> Map.entry(
                        row.getString("sku"),
                        candidate(
                                How.valueOf(row.getString("how")),
                                row.getString("seller_sku"),
                                row.getString("title"),
                                row.getString("asin"),
                                row.getString("channel"),
                                row.getBoolean("taken"))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Candidate candidate(
            How how, String amazonSku, String title, String asin, String channel, boolean taken) {
        int pieces =
                how == How.PACK ? PackGuess.of(amazonSku).map(PackGuess::pieces).orElse(1) : 1;
        boolean isSellers = Fulfilment.of(Optional.of(channel)) == Fulfilment.SELLER;
        return new Candidate(amazonSku, title, asin, how, pieces, how != How.EXACT, !isSellers, taken);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, KeptCatalogue catalogue, OptionalLong sellingList) {
        return statement
                .bindMethods(catalogue.key())
                .bind("list", sellingList.isPresent() ? (Long) sellingList.getAsLong() : null);
    }

    private <T> T within(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> {
                    LongStatements.allow(handle, LONGEST);
                    return work.apply(handle);
                }));
    }
}
