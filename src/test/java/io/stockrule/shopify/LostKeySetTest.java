package io.stockrule.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.stockrule.access.SealedSecrets;
import io.stockrule.access.Secrets;
import io.stockrule.access.TestMerchant;
import io.stockrule.access.UnreadableSecret;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// After a key set is lost: what the start looks at, and how a shop's secrets are entered anew.
@QuarkusTest
class LostKeySetTest {
    @Inject
    @All
    List<SealedSecrets> sealed;

    @Inject
    Secrets secrets;

    @Inject
    ShopLogins logins;

    @Inject
    Jdbi database;

    @Test
    void the_start_looks_at_every_kind_of_secret() {
        var merchant = TestMerchant.create("Sealed");
        shop(merchant);
        merchant.calls()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "EU",
                        "region",
                        "EU",
                        "sellerId",
                        "A" + merchant.id(),
                        "clientId",
                        "c",
                        "clientSecret",
                        "s",
                        "refreshToken",
                        "r"))
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201);
        var some =
                sealed.stream().flatMap(each -> each.someOfEachKey().stream()).toList();
        assertThat(some)
                .extracting(each -> each.purpose().replaceAll("/\\d+/\\d+/", " "))
                .contains(
                        "shop client-secret",
                        "shop access-token",
                        "amazon-account client-secret",
                        "amazon-account refresh-token");
        assertThat(some).anyMatch(each -> isReadable(each.cipherText(), each.purpose()));
    }

    /// Other tests leave some that are not.
    private boolean isReadable(byte[] cipherText, String purpose) {
        try {
            return !secrets.decrypt(cipherText, purpose).isEmpty();
        } catch (UnreadableSecret _) {
            return false;
        }
    }

    @Test
    void secrets_that_cannot_be_read_are_entered_anew_in_one_step() {
        var merchant = TestMerchant.create("Lost");
        var shop = new ShopKey(merchant.id(), shop(merchant));
        database.useHandle(handle -> handle.execute(
                "update shop set client_secret = ?, access_token = ? where merchant_id = ? and shop_id = ?",
                new byte[] {1, 9, 9, 9, 9, 0},
                new byte[] {1, 9, 9, 9, 9, 1},
                shop.merchantId(),
                shop.shopId()));
        merchant.calls()
                .contentType(ContentType.JSON)
                .body(Map.of("clientSecret", "anew", "accessToken", "shpat_anew"))
                .patch("/api/v1/shops/" + shop.shopId())
                .then()
                .statusCode(200);
        assertThat(logins.login(shop).orElseThrow().clientSecret()).isEqualTo("anew");
        assertThat(logins.login(shop).orElseThrow().grant()).isEqualTo(new Grant.PermanentToken("shpat_anew"));
    }

    private static long shop(TestMerchant merchant) {
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "domain",
                        "sealed-" + merchant.id() + ".myshopify.com",
                        "clientId",
                        "c",
                        "clientSecret",
                        "s",
                        "accessToken",
                        "shpat_1"))
                .post("/api/v1/shops")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }
}
