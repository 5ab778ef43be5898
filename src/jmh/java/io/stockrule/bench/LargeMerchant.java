package io.stockrule.bench;

import io.stockrule.demo.AmazonConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/// A merchant with very many listings under one profile, whose account sends nothing. They are written straight into
/// the tables, and are decided for the first time when the profile is saved.
final class LargeMerchant {
    private static final String SELLER = "SELLER-LARGE";
    private static final int AT_ONCE = 100_000;

    private final LiveService service;
    private final LiveService.Connected shop;
    private int edition;

    private LargeMerchant(LiveService service, LiveService.Connected shop) {
        this.service = service;
        this.shop = shop;
    }

    static LargeMerchant of(LiveService service, LiveService.Connected shop, int listings) throws Exception {
        var large = new LargeMerchant(service, shop);
        large.saveProfile();
        long list = large.sellingList();
        try (var database = service.database()) {
            long other = large.warehouse(database);
            for (int from = 1; from <= listings; from += AT_ONCE) {
                large.insert(database, other, list, from, Math.min(listings, from + AT_ONCE - 1));
            }
        }
        return large;
    }

    /// Another text, which concerns every listing.
    void saveProfile() {
        shop.merchant().putText("/api/v1/profiles/Large", nextText());
    }

    /// @param statements the whole text but for its name
    void saveProfile(String statements) {
        shop.merchant().putText("/api/v1/profiles/Large", "profile \"Large\"\n" + statements + "\n");
    }

    private String nextText() {
        edition++;
        return "profile \"Large\"\nquantity not more than %d\n".formatted(100 + edition);
    }

    /// What would become of all listings by a text, as server-sent events.
    Stream<String> lookAhead(String statements) {
        return shop.merchant()
                .postForLines("/api/v1/profiles/Large/preview", Map.of("text", "profile \"Large\"\n" + statements));
    }

    /// Whether targets of this merchant wait, or are still being marked.
    boolean isBusy(Connection database) throws SQLException {
        try (var query = database.prepareStatement("""
                select exists (select from fan_out where merchant_id = ?)
                    or exists (select from target where merchant_id = ? and lane < 2 and due_at is not null)
                """)) {
            query.setLong(1, shop.merchantId());
            query.setLong(2, shop.merchantId());
            try (var answer = query.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    /// As if every number had been sent and were shown.
    void allSent(Connection database) throws SQLException {
        try (var update = database.prepareStatement("""
                update delivery set waiting = false, waiting_since = null, sent_state = 'effective', sent_number = wish_number,
                    sent_quantity = wish_quantity, sent_at = now(), accepted_at = now(), effective_at = now(),
                    channel = 'seller', channel_read_at = now(), shown_quantity = wish_quantity,
                    read_due_at = null, moved_at = null, moved_units = null, moved_cause = null
                where merchant_id = ?
                """)) {
            update.setLong(1, shop.merchantId());
            update.execute();
        }
        try (var statement = database.createStatement()) {
            statement.execute("vacuum analyze delivery");
        }
    }

    void awaitDecided(Connection database) throws SQLException, InterruptedException {
        while (isBusy(database)) {
            Thread.sleep(100);
        }
    }

    private long sellingList() {
        var simulated = service.simulators.put("/control/amazon/accounts/" + SELLER, Map.of("region", "EU"));
        long account = new AmazonConnection("Large", "EU", SELLER).make(shop.merchant(), simulated);
        shop.merchant().patch("/api/v1/amazon-accounts/" + account, Map.of("updateQuantity", false));
        return shop.merchant()
                .post(
                        "/api/v1/selling-lists",
                        Map.of("name", "Large", "amazonAccountId", account, "marketplace", "DE", "profile", "Large"))
                .path("id")
                .asLong();
    }

    /// @return a shop that is never imported, with a warehouse
    private long warehouse(Connection database) throws SQLException {
        long other = shop.merchant()
                .post(
                        "/api/v1/shops",
                        Map.of("domain", "large-" + shop.domain(), "clientId", "client", "clientSecret", "secret"))
                .path("id")
                .asLong();
        try (var insert = database.prepareStatement("""
                insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                values (?, nextval('stockrule_id'), ?, 1, 'Large', true)
                """)) {
            insert.setLong(1, shop.merchantId());
            insert.setLong(2, other);
            insert.execute();
        }
        return other;
    }

    /// Every listing with a variant of its own, of which there are eight pieces.
    private void insert(Connection database, long other, long list, int from, int to) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var sql : """
                    insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                        product_type, tags, barcode, collections, keeps_selling)
                    select :merchant, :shop, id, id, 'SKU-' || id, '', '', '', '{}', '', '{}', false
                    from generate_series(:from, :to) id;
                    insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available, updated_at,
                        state)
                    select :merchant, :shop, id, 1, 8, timestamptz '2026-01-01', 'CONFIRMED'
                    from generate_series(:from, :to) id;
                    insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id, variant_id,
                        seller_sku, pack_size, created_at)
                    select :merchant, nextval('stockrule_id'), selling_list_id, amazon_account_id, :shop, id, 'AMZ-' || id, 1,
                        created_at
                    from selling_list cross join generate_series(:from, :to) id
                    where merchant_id = :merchant and selling_list_id = :list;
                    insert into target (merchant_id, amazon_account_id, seller_sku)
                    select merchant_id, amazon_account_id, seller_sku from listing
                    where merchant_id = :merchant and selling_list_id = :list and variant_id between :from and :to;
                    analyze
                    """.split(";")) {
                statement.execute(sql.replace(":merchant", String.valueOf(shop.merchantId()))
                        .replace(":shop", String.valueOf(other))
                        .replace(":from", String.valueOf(from))
                        .replace(":to", String.valueOf(to))
                        .replace(":list", String.valueOf(list)));
            }
        }
    }
}
