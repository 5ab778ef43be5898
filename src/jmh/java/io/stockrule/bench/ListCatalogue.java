package io.stockrule.bench;

import io.stockrule.demo.AmazonConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A merchant's million listings in ten Selling Lists, written straight into the tables, with what is rare and what is
/// common among them: statuses, words, and 100,000 of one brand that all stand at the end.
final class ListCatalogue {
    static final int LISTINGS = 1_000_000;
    private static final int AT_ONCE = 100_000;
    private static final int LISTS = 10;
    private static final String SELLER = "SELLER-LISTS";

    private final LiveService.Connected shop;
    private final long account;
    private final long neverImported;
    final List<Long> sellingLists = new ArrayList<>();
    /// The ids of all listings, in their order.
    final long[] listings = new long[LISTINGS];

    private ListCatalogue(LiveService service, LiveService.Connected shop) {
        this.shop = shop;
        var simulated = service.simulators.put("/control/amazon/accounts/" + SELLER, Map.of("region", "EU"));
        account = new AmazonConnection("Lists", "EU", SELLER).make(shop.merchant(), simulated);
        shop.merchant().patch("/api/v1/amazon-accounts/" + account, Map.of("updateQuantity", false));
        neverImported = shop.merchant()
                .post(
                        "/api/v1/shops",
                        Map.of("domain", "all-" + shop.domain(), "clientId", "client", "clientSecret", "secret"))
                .path("id")
                .asLong();
        for (int i = 0; i < LISTS; i++) {
            sellingLists.add(shop.merchant()
                    .post(
                            "/api/v1/selling-lists",
                            Map.of(
                                    "name",
                                    "List " + i,
                                    "amazonAccountId",
                                    account,
                                    "marketplace",
                                    "DE",
                                    "profile",
                                    "Default"))
                    .path("id")
                    .asLong());
        }
    }

    static ListCatalogue of(LiveService service, LiveService.Connected shop) throws Exception {
        var catalogue = new ListCatalogue(service, shop);
        try (var database = service.database()) {
            for (int from = 1; from <= LISTINGS; from += AT_ONCE) {
                catalogue.insert(database, from, from + AT_ONCE - 1);
            }
            catalogue.readIds(database);
        }
        return catalogue;
    }

    private void insert(Connection database, int from, int to) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var sql : """
                    insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                        product_type, tags, barcode, collections, keeps_selling)
                    select :merchant, :shop, n, n, 'SKU-' || lpad((n::bigint * 7919 % 1000000)::text, 6, '0'),
                        case when n > 900000 then 'ACME ' else '' end
                        || (array['Vanilla', 'Rose', 'Oak', 'Sea Salt', 'Amber', 'Mint', 'Cedar', 'Käse'])[1 + n % 8]
                        || ' candle, ' || (array['small', 'large', 'huge'])[1 + n % 3] || ', batch ' || substr(md5(n::text), 1, 6),
                        '', '', '{}', '', '{}', false
                    from generate_series(:from, :to) n;
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                        seller_sku, pack_size, created_at)
                    select :merchant, nextval('stockrule_id'), (array[:lists])[1 + n % 10], :account, :shop, n, 'AMZ-' || n, 1,
                        timestamptz '2026-01-01'
                    from generate_series(:from, :to) n;
                    update listing_state set delivery_status = case
                        when substr(seller_sku, 5)::int % 50000 = 7 then 'STOPPED'
                        when substr(seller_sku, 5)::int % 50 = 3 then 'UPDATE_ERROR'
                        when substr(seller_sku, 5)::int % 5 = 1 then 'PENDING_QUANTITY_UPDATE' else 'LINKED' end
                    where merchant_id = :merchant and delivery_status is null;
                    insert into decision (merchant_id, listing_id, outcome, quantity, profile_id, profile_version, facts,
                        trace, decided_at, rules_id)
                    select l.merchant_id, l.listing_id, 'lists', 8, s.profile_id, 1, '{}',
                        '[{"rule": "all of it", "before": null, "after": 8, "sentence": "8 available"}]',
                        timestamptz '2026-01-01', null
                    from listing l join selling_list s using (merchant_id, selling_list_id)
                    where l.merchant_id = :merchant and l.variant_id between :from and :to;
                    insert into target (merchant_id, amazon_account_id, seller_sku)
                    select merchant_id, amazon_account_id, seller_sku from listing
                    where merchant_id = :merchant and variant_id between :from and :to;
                    analyze
                    """.split(";")) {
                statement.execute(sql.replace(":merchant", String.valueOf(shop.merchantId()))
                        .replace(":shop", String.valueOf(neverImported))
                        .replace(":account", String.valueOf(account))
                        .replace(
                                ":lists",
                                String.join(
                                        ", ",
                                        sellingLists.stream()
                                                .map(String::valueOf)
                                                .toList()))
                        .replace(":from", String.valueOf(from))
                        .replace(":to", String.valueOf(to)));
            }
        }
    }

    private void readIds(Connection database) throws SQLException {
        try (var query =
                database.prepareStatement("select listing_id from listing where merchant_id = ? order by listing_id")) {
            query.setLong(1, shop.merchantId());
            try (var answer = query.executeQuery()) {
                for (int i = 0; answer.next(); i++) {
                    listings[i] = answer.getLong(1);
                }
            }
        }
    }
}
