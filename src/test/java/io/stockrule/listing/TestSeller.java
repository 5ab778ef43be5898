package io.stockrule.listing;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.stockrule.access.TestMerchant;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// A merchant with a European Amazon account and a shop of ten variants. Variant 1 has the SKU
/// `SKU-1`; the last two share `SKU-TWICE`.
public record TestSeller(TestMerchant merchant, long account, long shop) {
    public static final String CLIENT_SECRET = "amzn1.oa2-cs.v1.very-secret-client-secret";
    public static final String REFRESH_TOKEN = "Atzr|very-secret-refresh-token";

    public static TestSeller create() {
        var merchant = TestMerchant.create("Candle Shop");
        var seller =
                new TestSeller(merchant, created(merchant, "/api/v1/amazon-accounts", newAccount()), newShop(merchant));
        seller.addVariants();
        return seller;
    }

    public static Map<String, Object> newAccount() {
        return new HashMap<>(Map.of(
                "name", "Candles EU",
                "region", "EU",
                "sellerId", "A1SELLER",
                "clientId", "amzn1.application-oa2-client.1",
                "clientSecret", CLIENT_SECRET,
                "refreshToken", REFRESH_TOKEN));
    }

    private static long newShop(TestMerchant merchant) {
        return created(
                merchant,
                "/api/v1/shops",
                Map.of("domain", "candles.myshopify.com", "clientId", "client", "clientSecret", "hush"));
    }

    /// Straight into the table: made known over HTTP, their stock would be asked of Shopify.
    private void addVariants() {
        CDI.current().select(Jdbi.class).get().useHandle(handle -> handle.execute("""
                insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                    product_type, tags, barcode, collections, keeps_selling)
                select ?, ?, id, 100 + id, case when id > 8 then 'SKU-TWICE' else 'SKU-' || id end, '', '',
                    '', '{}', '', '{}', false
                from generate_series(1, 10) id
                """, merchant.id(), shop));
    }

    /// Gives a variant another SKU.
    public void rename(long variant, String sku) {
        CDI.current()
                .select(Jdbi.class)
                .get()
                .useHandle(handle -> handle.execute(
                        "update variant set sku = ? where merchant_id = ? and shop_id = ? and variant_id = ?",
                        sku,
                        merchant.id(),
                        shop,
                        variant));
    }

    /// So many pieces of each variant in the warehouse "Berlin".
    public void stock(int pieces, Instant at) {
        CDI.current().select(Jdbi.class).get().useHandle(handle -> {
            handle.execute("""
                    insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                    values (?, 1, ?, 11, 'Berlin', true)
                    """, merchant.id(), shop);
            handle.execute("""
                    insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available,
                        updated_at, state)
                    select ?, ?, 100 + id, 11, ?, ?, 'CONFIRMED' from generate_series(1, 10) id
                    """, merchant.id(), shop, pieces, at);
        });
    }

    private static long created(TestMerchant merchant, String path, Map<String, Object> body) {
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class) // not JsonPath, which compiles a script for every path
                .path("id")
                .asLong();
    }

    public RequestSpecification calls() {
        return merchant.calls().contentType(ContentType.JSON);
    }

    public AccountKey key() {
        return new AccountKey(merchant.id(), account);
    }

    public TargetKey target(String sellerSku) {
        return new TargetKey(key(), sellerSku);
    }

    /// Saves a profile that lists a fixed number.
    public ValidatableResponse profile(String name, int quantity) {
        return merchant.calls()
                .contentType("text/plain")
                .body("profile \"%s\"\nquantity custom %d".formatted(name, quantity))
                .put("/api/v1/profiles/{name}", name)
                .then();
    }

    public long list(String profile) {
        return created(
                merchant,
                "/api/v1/selling-lists",
                Map.of("name", "Candles", "amazonAccountId", account, "marketplace", "DE", "profile", profile));
    }

    @SafeVarargs
    public final JsonPath add(long list, Map<String, Object>... items) {
        return added(list, items).jsonPath();
    }

    @SafeVarargs
    private ExtractableResponse<Response> added(long list, Map<String, Object>... items) {
        return calls().body(Map.of("items", List.of(items)))
                .post("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .statusCode(200)
                .extract();
    }

    /// Adds one variant.
    ///
    /// @return the listing's id
    public long link(long list, long variant, String sellerSku) {
        return added(list, Map.of("shop", shop, "variantId", variant, "sellerSku", sellerSku))
                .as(JsonNode.class)
                .at("/results/0/listingId")
                .asLong();
    }
}
