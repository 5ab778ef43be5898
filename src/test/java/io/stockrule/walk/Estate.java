package io.stockrule.walk;

import io.stockrule.listing.TestSeller;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// A merchant with one of everything that an address can name.
///
/// @param following a list that follows a collection
record Estate(TestSeller seller, long list, long following, long listing, long apiKey, long wave, long job) {
    private static final String COLLECTION = """
            {"collections": [{"shop": %d, "collectionId": 7}], "onJoin": "LINK", "onLeave": "LET_GO"}""";

    static Estate create() {
        var seller = TestSeller.create();
        seller.profile("Walk", 3).statusCode(201);
        seller.profile("Unused", 3).statusCode(201);
        long list = seller.list("Walk");
        long listing = seller.link(list, 1, "AMZ-1");
        seller.merchant()
                .calls()
                .post("/api/v1/shops/%d/imports".formatted(seller.shop()))
                .then()
                .statusCode(202);
        long apiKey = made(seller, "/api/v1/merchant/api-keys", """
                {"name": "another"}""", 201);
        keepCatalogue(seller);
        seller.calls()
                .body("""
                        {"units": 7, "reason": "a photo shoot"}""")
                .put("/api/v1/listings/%d/overrides/pin".formatted(listing))
                .then()
                .statusCode(201);
        return new Estate(seller, list, following(seller), listing, apiKey, wave(seller), job(seller, list));
    }

    /// It waits for Amazon, which does not answer here, and so it can be cancelled.
    private static long job(TestSeller seller, long list) {
        long leaving = seller.link(list, 3, "AMZ-7");
        return made(seller, "/api/v1/listings/actions/stop-and-remove", """
                {"listings": [%d]}""".formatted(leaving), 202);
    }

    private static long made(TestSeller seller, String address, String body, int status) {
        return seller.calls()
                .contentType("application/json")
                .body(body)
                .post(address)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /// What Amazon lists is learnt from Amazon, which is not asked here.
    private static void keepCatalogue(TestSeller seller) {
        CDI.current().select(Jdbi.class).get().useHandle(handle -> {
            handle.execute("""
                    insert into catalogue (merchant_id, amazon_account_id, marketplace, asked_at, reading, read_at,
                        data_at, listed, odd)
                    values (?, ?, 'DE', now(), 1, now(), now(), 1, 0)
                    """, seller.merchant().id(), seller.account());
            handle.execute("""
                    insert into catalogue_row (merchant_id, amazon_account_id, marketplace, reading, seller_sku, line,
                        title, asin, channel, status)
                    values (?, ?, 'DE', 1, 'SKU-5', 2, '', '', 'DEFAULT', 'Active')
                    """, seller.merchant().id(), seller.account());
        });
    }

    private static long wave(TestSeller seller) {
        return CDI.current()
                .select(Jdbi.class)
                .get()
                .withHandle(handle -> handle.select("""
                        insert into wave (merchant_id, wave_id, amazon_account_id, direction, state, begun_at, held_at,
                            causes, numbers, zeroed, units, targets, listed_units)
                        values (?, nextval('stockrule_id'), ?, 'FALLS', 'HELD', now(), now(), '{STOCK}', 20, 20, 20, 30, 30)
                        returning wave_id
                        """, seller.merchant().id(), seller.account())
                        .mapTo(Long.class)
                        .one());
    }

    /// What collections there are is learnt from Shopify, which is not asked here.
    private static long following(TestSeller seller) {
        CDI.current()
                .select(Jdbi.class)
                .get()
                .useHandle(handle -> handle.execute(
                        "insert into shop_collection (merchant_id, shop_id, collection_id, title) values (?, ?, 7, 'Light')",
                        seller.merchant().id(),
                        seller.shop()));
        return seller.calls()
                .contentType("application/json")
                .body("""
                        {"name": "F", "amazonAccountId": %d, "marketplace": "DE", "kind": "COLLECTIONS", "following": %s}""".formatted(seller.account(), COLLECTION.formatted(seller.shop())))
                .post("/api/v1/selling-lists")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /// The address of an operation with what is this merchant's.
    String address(Operation operation) {
        var address = address(operation, Long.toString(id(operation.path())));
        boolean tellsListings = operation.method().equals("DELETE")
                && List.of("/api/v1/shops/{id}", "/api/v1/amazon-accounts/{id}").contains(operation.path());
        if (operation.path().endsWith("/difference")) {
            return address + "?from=1"; // the first version has none before it
        }
        return tellsListings ? address + "?listings=2" : address;
    }

    /// @param id for the thing that the operation is about
    String address(Operation operation, String id) {
        return operation
                .path()
                .replace("{id}", id)
                .replace("{version}", "1")
                .replace("{listId}", Long.toString(operation.path().contains("/following") ? following : list))
                .replace("{shop}", Long.toString(seller.shop()))
                .replace("{merchantId}", Long.toString(seller.merchant().id()))
                .replace("{keyId}", Long.toString(apiKey))
                .replace("{kind}", "pin")
                .replace("{token}", "no-such-token")
                .replace("{marketplace}", "DE")
                .replace("{name}", operation.method().equals("DELETE") ? "Unused" : "Walk");
    }

    private long id(String path) {
        if (path.startsWith("/api/v1/shops/{shop}/variants/")) {
            return 1;
        }
        var features = Map.of(
                "/api/v1/merchants/",
                seller.merchant().id(),
                "/api/v1/shops/",
                seller.shop(),
                "/api/v1/amazon-accounts/",
                seller.account(),
                "/api/v1/selling-lists/",
                list,
                "/api/v1/listings/",
                listing,
                "/api/v1/waves/",
                wave,
                "/api/v1/listing-jobs/",
                job);
        return features.entrySet().stream()
                .filter(feature -> path.startsWith(feature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(0L);
    }

    /// A body that the operation takes, empty for one without.
    Body body(Operation operation) {
        return switch (operation.toString()) {
            case "POST /api/v1/merchants" -> Body.json("""
                    {"name": "New", "timeZone": "Europe/Berlin"}""");
            case "PATCH /api/v1/merchant" -> Body.json("""
                    {"goneVariants": "HOLD"}""");
            case "PATCH /api/v1/merchants/{id}" -> Body.json("""
                    {"timeZone": "Asia/Tokyo"}""");
            case "POST /api/v1/merchants/{merchantId}/api-keys" -> Body.json("""
                    {"name": "second"}""");
            case "POST /api/v1/shops" -> Body.json("""
                    {"domain": "walk.myshopify.com", "timeZone": "Europe/Berlin", "clientId": "c", "clientSecret": "s",
                     "accessToken": "t", "grant": "PERMANENT_TOKEN"}""");
            case "POST /api/v1/shops/actions/test" -> Body.json("""
                    {"domain": "walk.myshopify.com", "clientId": "c", "clientSecret": "s"}""");
            case "POST /api/v1/merchant/api-keys" -> Body.json("""
                    {"name": "third"}""");
            case "POST /api/v1/amazon-accounts/actions/test" -> Body.json("""
                    {"region": "NA", "sellerId": "A9", "clientId": "c", "clientSecret": "s", "refreshToken": "r"}""");
            case "POST /api/v1/profiles/actions/change" -> Body.json("""
                    {"text": "profile \\"Walk\\"", "setting": "offer", "value": 50}""");
            case "PATCH /api/v1/shops/{id}" -> Body.json("""
                    {"domain": "renamed.myshopify.com", "timeZone": "Europe/Berlin"}""");
            case "POST /api/v1/shops/{shop}/deliveries/actions/replay" -> Body.json("""
                    {"since": "2026-11-27T00:00:00Z", "topics": ["products/update"], "dryRun": true}""");
            case "PUT /api/v1/shops/{shop}/variants" -> Body.json("""
                    [{"variantId": 1, "inventoryItemId": 101, "sku": "SKU-1", "title": "t", "vendor": "v",
                      "productType": "p", "tags": ["a"], "barcode": "b", "collections": ["c"], "keepsSelling": false}]""");
            case "PUT /api/v1/warehouses" -> Body.json("""
                    [{"shop": %d, "locationId": 7, "name": "Berlin", "active": true}]""".formatted(seller.shop()));
            case "POST /api/v1/amazon-accounts" -> Body.json("""
                    {"name": "A", "region": "NA", "sellerId": "A9", "clientId": "c", "clientSecret": "s",
                     "refreshToken": "r", "updateQuantity": false}""");
            case "PATCH /api/v1/amazon-accounts/{id}" -> Body.json("""
                    {"name": "B", "updateQuantity": false, "holdZeroedPercent": 40, "holdLoweredPercent": 60,
                     "holdRaisedPercent": 0}""");
            case "POST /api/v1/amazon-accounts/{id}/catalogue-reports" -> Body.json("""
                    {"marketplace": "DE"}""");
            case "POST /api/v1/amazon-accounts/{id}/catalogues/{marketplace}/actions/link" -> Body.json("""
                    {"rows": [{"amazonSku": "SKU-5", "packSize": 2}]}""");
            case "POST /api/v1/deliveries/actions/recover" -> Body.json("""
                    {"since": "2026-11-27T00:00:00Z"}""");
            case "POST /api/v1/waves/{id}/approve", "POST /api/v1/waves/{id}/reject" -> Body.json("""
                    {"sellerSkus": ["AMZ-1"]}""");
            case "POST /api/v1/selling-lists" -> Body.json("""
                    {"name": "L", "amazonAccountId": %d, "marketplace": "FR", "profile": "Walk", "kind": "PRODUCTS"}""".formatted(seller.account()));
            case "PATCH /api/v1/selling-lists/{id}" -> Body.json("""
                    {"name": "M", "profile": "Default"}""");
            case "POST /api/v1/selling-lists/{listId}/following/outlook" ->
                Body.json(COLLECTION.formatted(seller.shop()));
            case "POST /api/v1/selling-lists/{listId}/items" -> Body.json("""
                    {"items": [{"shop": %d, "variantId": 2, "sellerSku": "AMZ-2", "packSize": 2}]}""".formatted(seller.shop()));
            case "PATCH /api/v1/listings/{id}" -> Body.json("""
                    {"sellerSku": "AMZ-3", "packSize": 3}""");
            case "POST /api/v1/listings/changes" -> Body.json("""
                    {"listings": [%d]}""".formatted(listing));
            case "POST /api/v1/listings/actions/update-quantity",
                    "POST /api/v1/listings/actions/stop",
                    "POST /api/v1/listings/actions/stop-and-remove",
                    "POST /api/v1/listings/actions/resume" -> Body.json("""
                    {"listings": [%d]}""".formatted(listing));
            case "POST /api/v1/profiles/{name}/preview" -> Body.json("""
                    {"text": "profile \\"Walk\\""}""");
            case "POST /api/v1/selling-lists/{id}/preview" -> Body.json("""
                    {"profile": "Default"}""");
            case "POST /api/v1/decide" -> Body.json("""
                    {"text": "profile \\"T\\"", "facts": {"levels": {"Berlin": 3}, "sku": "s", "title": "t",
                     "vendor": "v", "productType": "p", "tags": ["a"], "barcode": "b", "collections": ["c"],
                     "marketplace": "DE", "packSize": 1, "tracked": true, "keepsSelling": false,
                     "date": "2026-11-26", "time": "08:00", "lastDecided": 1}}""");
            case "PUT /api/v1/profiles/{name}" -> Body.json("""
                    {"text": "profile \\"Walk\\""}""");
            case "PUT /api/v1/listings/{id}/overrides/{kind}" -> Body.json("""
                    {"units": 5, "reason": "a photo shoot"}""");
            case "POST /api/v1/selling-lists/{listId}/overrides" ->
                new Body("text/csv", "Amazon SKU,cap,reason\nAMZ-1,3,slow carrier\n");
            case "POST /api/v1/selling-lists/{listId}/links/map" ->
                new Body("text/csv", "store SKU,Amazon SKU\nSKU-3,AMZ-9\n");
            case "POST /api/v1/selling-lists/{listId}/proposals" -> new Body("text/csv", "Amazon SKU\nSKU-4\n");
            default -> new Body("", "");
        };
    }

    /// @param type its media type
    record Body(String type, String text) {
        static Body json(String text) {
            return new Body("application/json", text);
        }

        boolean isJson() {
            return type.equals("application/json");
        }
    }
}
