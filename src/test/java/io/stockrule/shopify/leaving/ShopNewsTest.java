package io.stockrule.shopify.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.shopify.sweep.TestSweeps;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Shopify tells of the shop itself and of the app in it.
@QuarkusTest
class ShopNewsTest extends LeavingScene {
    private static final String UNINSTALLED = "the app was uninstalled in Shopify";

    @Inject
    TestSweeps sweeps;

    @Test
    void a_shop_that_uninstalls_the_app_is_suspended_and_says_why_and_its_numbers_stay() {
        var before = decided();
        uninstall();
        assertThat(view().path("suspendedReason").asText()).isEqualTo(UNINSTALLED);
        assertThat(view().has("suspendedUntil")).isTrue();
        decide();
        assertThat(decided()).hasSize(VARIANTS).isEqualTo(before).allMatch(it -> it.endsWith("lists 12"));
    }

    @Test
    void refusals_that_follow_hide_the_reason_not_and_an_answer_ends_it() throws InterruptedException {
        uninstall();
        endSuspension();
        sweeps.sweep(shop);
        assertThat(view().path("suspendedReason").asText()).isEqualTo(UNINSTALLED);
        shop.control("PUT", "", Map.of("uninstalled", false));
        endSuspension();
        sweeps.sweep(shop);
        assertThat(view().has("suspendedReason")).isFalse();
    }

    private void endSuspension() {
        database.useHandle(handle -> handle.execute(
                "update shop set suspended_until = created_at where shop_id = ?",
                shop.shop().id()));
    }

    @Test
    void other_scopes_are_looked_at_soon_and_those_that_lack_are_told() throws InterruptedException {
        shop.control("PUT", "", Map.of("scopes", List.of("read_inventory", "read_products")));
        shop.shop().send("app/scopes_update", """
                        {"id":1,"shop_id":"gid://shopify/Shop/1","previous":["read_locations"],"current":[]}""").statusCode(204);
        imports.readWhatIsDue(shop);
        assertThat(shop.latest().cause()).isEqualTo("NIGHTLY");
        assertThat(shop.latest().problem()).startsWith("the app lacks the access scope read_locations");
    }

    @Test
    void another_time_zone_of_the_shop_is_followed_until_the_merchant_sets_one() {
        assertThat(view().path("timeZone").asText()).isEqualTo("Europe/Berlin");
        shopUpdate("\"Asia/Tokyo\"").statusCode(204);
        assertThat(view().path("timeZone").asText()).isEqualTo("Asia/Tokyo");
        shopUpdate("null").statusCode(204);
        shop.shop()
                .calls()
                .body(Map.of("timeZone", "Asia/Tokyo"))
                .patch(address())
                .then()
                .statusCode(200);
        shopUpdate("\"Europe/Rome\"").statusCode(204);
        assertThat(view().path("timeZone").asText()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void what_is_told_of_another_shop_is_put_aside() {
        shop.shop().send("app/uninstalled", """
                {"id":1,"myshopify_domain":"other.myshopify.com"}""").statusCode(204);
        assertThat(view().has("suspendedReason")).isFalse();
        assertThat(one(
                        String.class,
                        "select reason from parked_webhook where shop_id = ?",
                        shop.shop().id()))
                .isEqualTo("myshopify_domain is that of another shop");
    }

    private ValidatableResponse shopUpdate(String zone) {
        return shop.shop().send("shop/update", """
                {"id":1,"myshopify_domain":"%s","iana_timezone":%s}""".formatted(shop.shop().domain(), zone));
    }

    private List<String> decided() {
        return database.withHandle(handle ->
                handle.select("""
                        select l.variant_id || ' ' || d.outcome || ' ' || d.quantity
                        from decision d join listing l using (merchant_id, listing_id)
                        where l.shop_id = ? order by l.variant_id
                        """, shop.shop().id()).mapTo(String.class).list());
    }
}
