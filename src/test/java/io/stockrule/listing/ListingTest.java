package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ListingTest {
    @Inject
    Targets targets;

    @Inject
    Listings listings;

    TestSeller seller;
    long listing;

    @BeforeEach
    void createListing() {
        seller = TestSeller.create();
        listing = seller.link(seller.list("Default"), 1, "OLD");
        targets.settle(seller.target("OLD"));
    }

    @Test
    void another_link_makes_the_old_and_the_new_target_stale() {
        patch("{\"sellerSku\":\"NEW\"}").statusCode(200).body("sellerSku", equalTo("NEW"), "packSize", equalTo(1));
        assertThat(targets.isDue(seller.target("OLD"))).isTrue();
        assertThat(targets.isDue(seller.target("NEW"))).isTrue();
        assertThat(listings.ofTargets(List.of(seller.target("OLD")))).isEmpty();
        assertThat(listings.ofTargets(List.of(seller.target("NEW")))).hasSize(1);
    }

    @Test
    void null_unlinks() {
        patch("{\"sellerSku\":null}").statusCode(200).body("sellerSku", nullValue());
        assertThat(targets.isDue(seller.target("OLD"))).isTrue();
        assertThat(listings.ofTargets(List.of(seller.target("OLD")))).isEmpty();
        patch("{\"sellerSku\":\"OLD\"}").statusCode(200);
        assertThat(listings.ofTargets(List.of(seller.target("OLD")))).hasSize(1);
    }

    @Test
    void another_pack_size_keeps_the_link_and_makes_the_target_stale() {
        patch("{\"packSize\":6}").statusCode(200).body("sellerSku", equalTo("OLD"), "packSize", equalTo(6));
        assertThat(targets.isDue(seller.target("OLD"))).isTrue();
    }

    @Test
    void a_removed_listing_makes_its_target_stale() {
        seller.calls().delete("/api/v1/listings/" + listing).then().statusCode(204);
        seller.calls().delete("/api/v1/listings/" + listing).then().statusCode(404);
        assertThat(targets.isDue(seller.target("OLD"))).isTrue();
        assertThat(listings.ofTargets(List.of(seller.target("OLD")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            BODY                                                       | STATUS
            {}                                                         |    422
            {"sellerSku":""}                                           |    400
            {"sellerSku":"12345678901234567890123456789012345678901"} |    400
            {"sellerSku":"a\\u0000b"}                                  |    400
            {"sellerSku":["a"]}                                        |    400
            {"packSize":0}                                             |    400
            {"packSize":null}                                          |    422
            {"packSize":1.5}                                           |    400
            {"packSize":99999999999}                                   |    400
            {"sellersku":"NEW"}                                        |    400
            null                                                       |    400
            """)
    void a_bad_change_is_refused_and_changes_nothing(String body, int status) {
        patch(body).statusCode(status);
        assertThat(targets.isDue(seller.target("OLD"))).isFalse();
        assertThat(listings.ofTargets(List.of(seller.target("OLD")))).hasSize(1);
    }

    private ValidatableResponse patch(String body) {
        return seller.calls().body(body).patch("/api/v1/listings/" + listing).then();
    }
}
