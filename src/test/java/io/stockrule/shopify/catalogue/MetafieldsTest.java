package io.stockrule.shopify.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Metafields of a simulated shop, from the profile that looks at them to the number.
@QuarkusTest
class MetafieldsTest extends CatalogueScene {
    private static final String STOPS_SUMMER = "when metafield \"custom.season\" is \"summer\" then stop";

    @Inject
    ChangesTurn changes;

    @BeforeEach
    void loseWebhooks() {
        shop.control("PUT", "", Map.of("webhookAddress", ""));
    }

    @Test
    void nothing_is_sent_until_a_metafield_has_been_read() throws InterruptedException {
        change(SOAP, "{\"metafields\":{\"custom.season\":\"Summer\"}}");
        profile(STOPS_SUMMER);
        decideAll();
        assertThat(decided()).containsExactly("811 holds null", "812 holds null", "821 holds null");
        assertThat(held(821)).isEqualTo("the metafield \"custom.season\" has not been read from Shopify yet");
        imports.readWhatIsDue(shop);
        settle();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
    }

    @Test
    void a_variants_own_comes_before_its_products() throws InterruptedException {
        change(CANDLE, "{\"metafields\":{\"custom.season\":\"summer\"}}");
        shop.control("PATCH", "/variants/811", Map.of("metafields", Map.of("custom.season", "winter")));
        read(STOPS_SUMMER);
        assertThat(decided()).containsExactly("811 lists 12", "812 stops 0", "821 lists 12");
        assertThat(fact(811, "metafields")).isEqualTo("{\"custom.season\":\"winter\"}");
        assertThat(fact(821, "metafields")).isNull();
    }

    @Test
    void another_text_is_found_although_no_webhook_tells() throws InterruptedException {
        read(STOPS_SUMMER);
        change(SOAP, "{\"metafields\":{\"custom.season\":\"summer\"}}");
        shop.control("PATCH", "/variants/812", Map.of("metafields", Map.of("custom.season", "SUMMER")));
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 stops 0", "821 stops 0");
        change(SOAP, "{\"metafields\":{}}");
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 stops 0", "821 lists 12");
    }

    @Test
    void shopify_is_asked_as_ever_while_no_profile_looks_at_any() throws InterruptedException {
        imports.read(shop);
        look();
        var asked = shop.wire().queries.stream()
                .map(query -> query.path("query").asText())
                .collect(Collectors.toSet());
        assertThat(asked).contains(Documents.VARIANT_STOCK_PAGE, Documents.CATALOGUE_CHANGED_SINCE);
        assertThat(asked).noneMatch(query -> query.contains("metafield"));
        assertThat(count("select count(*) from variant where shop_id = %d and metafields is not null"))
                .isZero();
    }

    @Test
    void what_no_profile_looks_at_any_more_is_neither_asked_for_nor_kept() throws InterruptedException {
        read(STOPS_SUMMER);
        profile("");
        imports.read(shop);
        assertThat(count("select count(*) from variant where shop_id = %d and metafields is not null"))
                .isZero();
        profile(STOPS_SUMMER);
        decideAll();
        assertThat(decided()).containsExactly("811 holds null", "812 holds null", "821 holds null");
    }

    @Test
    void a_reading_that_began_before_is_followed_by_another() throws InterruptedException {
        shop.start().statusCode(202);
        profile(STOPS_SUMMER);
        imports.goOn(shop);
        assertThat(count("select count(*) from shop where shop_id = %d and read_due_at <= now()"))
                .isEqualTo(1);
        imports.readWhatIsDue(shop);
        assertThat(count("select count(*) from shop where shop_id = %d and read_due_at <= now()"))
                .isZero();
    }

    @Test
    void as_many_as_a_merchant_may_have_fit_every_question() throws InterruptedException {
        change(SOAP, "{\"metafields\":{\"custom.key_20\":\"x\"}}");
        read(looksAt(1, 20));
        look();
        change(SOAP, "{\"metafields\":{\"custom.key_20\":\"y\"}}");
        look();
        assertThat(fact(821, "metafields")).isEqualTo("{\"custom.key_20\":\"y\"}");
    }

    @Test
    void more_are_refused() {
        profile(looksAt(1, 15));
        save("Others", looksAt(11, 20)).statusCode(201);
        save("Too many", looksAt(21, 21))
                .statusCode(422)
                .body("diagnostics[0].code", equalTo("SR402"))
                .body("diagnostics[0].message", containsString("would look at more than 20"));
        assertThat(count("select count(distinct name) from profile_metafield join shop using (merchant_id)"
                        + " where shop_id = %d"))
                .isEqualTo(20);
        profile("");
        save("Too many", looksAt(21, 30)).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"custom.season", "my-app.the_key", "app--123--x.a__b-_c"})
    void whatever_it_is_called(String name) throws InterruptedException {
        change(SOAP, "{\"metafields\":{\"%s\":\"summer\"}}".formatted(name));
        read("when metafield \"%s\" starts with \"sum\" then stop".formatted(name));
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
    }

    @Test
    void it_is_read_with_files_of_a_large_shop_too() throws InterruptedException {
        change(SOAP, "{\"metafields\":{\"custom.season\":\"summer\"}}");
        shop.control("PATCH", "/variants/812", Map.of("metafields", Map.of("custom.season", "summer")));
        shop.stocks(IntStream.range(0, 600)
                .mapToObj(i -> variant(9_000 + i, 9_000 + i, "MANY-" + i, "Many"))
                .toList());
        profile(STOPS_SUMMER);
        shop.control("PUT", "", Map.of("pointsPerSecond", 1));
        shop.start().statusCode(202);
        for (int i = 0; i < 200 && !shop.latest().phase().equals("DONE"); i++) {
            imports.goOn(shop);
            Thread.sleep(20);
        }
        assertThat(shop.latest().phase()).isEqualTo("DONE");
        assertThat(shop.wire().queries.stream().map(query -> query.path("query").asText()))
                .anyMatch(query -> query.contains("bulkOperationRunQuery"));
        settle();
        assertThat(decided()).containsExactly("811 lists 12", "812 stops 0", "821 stops 0");
    }

    @Test
    void one_that_shopify_does_not_tell_holds_its_profile_and_nothing_else() throws InterruptedException {
        change(SOAP, "{\"metafields\":{\"custom.season\":\"summer\"}}");
        save("Others", "when metafield \"app--1--secret.key\" is \"x\" then stop")
                .statusCode(201);
        read(STOPS_SUMMER);
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 stops 0");
        change(SOAP, "{\"metafields\":{\"custom.season\":\"winter\"}}");
        look();
        assertThat(decided()).containsExactly("811 lists 12", "812 lists 12", "821 lists 12");
        profile(STOPS_SUMMER + "\nwhen metafield \"app--1--secret.key\" is \"x\" then stop");
        decideAll();
        assertThat(held(821)).isEqualTo("the metafield \"app--1--secret.key\" has not been read from Shopify yet");
    }

    private static String looksAt(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj("when metafield \"custom.key_%d\" is \"x\" then hold\n"::formatted)
                .collect(Collectors.joining());
    }

    private ValidatableResponse save(String name, String more) {
        return seller.calls()
                .contentType("text/plain")
                .body("profile \"%s\"\n%s".formatted(name, more))
                .put("/api/v1/profiles/" + name)
                .then();
    }

    /// Has a profile look at metafields, and these read.
    private void read(String text) throws InterruptedException {
        profile(text);
        imports.readWhatIsDue(shop);
        settle();
    }

    private String held(long variant) {
        return database.withHandle(handle ->
                handle.select("""
                        select d.reason from decision d join listing l using (merchant_id, listing_id)
                        where l.shop_id = ? and l.variant_id = ?
                        """, seller.shop(), variant).mapTo(String.class).one());
    }

    /// What is in doubt is asked about.
    private void settle() throws InterruptedException {
        awaitWebhooks();
        for (int i = 0; i < 20 && inDoubt() > 0; i++) {
            waitNoLonger();
            turn.run(claim(), () -> false);
        }
        decideAll();
    }

    private void decideAll() {
        Fanning.finish();
        decide();
    }

    private void look() throws InterruptedException {
        waitNoLonger();
        changes.run(claim(Work.CHANGES));
        settle();
    }
}
