package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LinkMapTest {
    @Inject
    Targets targets;

    TestSeller seller;
    long list;

    @BeforeEach
    void createList() {
        seller = TestSeller.create();
        list = seller.list("Default");
    }

    private ValidatableResponse post(String path, byte[] file) {
        return seller.merchant()
                .calls()
                .contentType("text/csv")
                .body(file)
                .post("/api/v1/selling-lists/%d/%s".formatted(list, path))
                .then();
    }

    private JsonPath map(String file) {
        return map("", file);
    }

    private JsonPath map(String query, String file) {
        return post("links/map" + query, file.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath items() {
        return seller.calls()
                .get("/api/v1/selling-lists/%d/items".formatted(list))
                .then()
                .extract()
                .jsonPath();
    }

    @Test
    void a_map_adds_variants_links_members_and_leaves_links_alone() {
        seller.add(list, Map.of("shop", seller.shop(), "variantId", 2));
        seller.link(list, 3, "AMZ-3");
        var result = map("""
                store SKU,Amazon SKU
                SKU-1,AMZ-1
                SKU-2,AMZ-2
                SKU-3,AMZ-3
                """);
        assertThat(result.getList("results.outcome")).containsExactly("ADDED", "LINKED", "UNCHANGED");
        assertThat(result.getList("results.line")).containsExactly(2, 3, 4);
        assertThat(items().getList("items.sellerSku")).containsExactlyInAnyOrder("AMZ-1", "AMZ-2", "AMZ-3");
        assertThat(targets.isDue(seller.target("AMZ-1"))).isTrue();
        assertThat(targets.isDue(seller.target("AMZ-2"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            LINE            | PROBLEM            | DETAIL
            SKU-99,A        | unknown-sku        | no variant of the shop
            SKU-TWICE,A     | ambiguous-sku      | [9, 10]
            SKU-3,AMZ-OTHER | linked-otherwise   | "AMZ-3"
            SKU-4,AMZ-3     | amazon-sku-taken   | another variant
            SKU-1,A         | given-twice        | line 2
            SKU-4,FIRST     | given-twice        | line 2
            SKU-4,          | sku-missing        | a line needs
            SKU-4           | sku-missing        | a line needs
            ',A'            | sku-missing        | a line needs
            SKU-4,12345678901234567890123456789012345678901 | invalid-amazon-sku | 40 characters
            """)
    void a_bad_line_is_told_with_its_number_and_keeps_no_other_out(String line, String problem, String detail) {
        seller.link(list, 3, "AMZ-3");
        var result = map("store SKU,Amazon SKU\nSKU-1,FIRST\n%s\nSKU-2,LAST\n".formatted(line));
        assertThat(result.getList("results.outcome")).containsExactly("ADDED", "REFUSED", "ADDED");
        assertThat(result.getInt("results[1].line")).isEqualTo(3);
        assertThat(result.getString("results[1].problem.type")).isEqualTo(problem);
        assertThat(result.getString("results[1].problem.detail")).contains(detail);
        assertThat(items().getList("items.sellerSku")).containsExactlyInAnyOrder("AMZ-3", "FIRST", "LAST");
    }

    @Test
    void near_misses_of_an_unknown_sku_are_suggested_and_not_linked() {
        var result = map("store SKU,Amazon SKU\nsku 1,A\nsku_twice,B\nnothing,C\n");
        assertThat(result.getList("results[0].problem.suggestions")).containsExactly("SKU-1");
        assertThat(result.getList("results[1].problem.suggestions")).containsExactly("SKU-TWICE", "SKU-TWICE");
        assertThat(result.getList("results[2].problem.suggestions")).isEmpty();
        assertThat(items().getList("items")).isEmpty();
    }

    @Test
    void a_dry_run_says_the_same_and_changes_nothing() {
        seller.add(list, Map.of("shop", seller.shop(), "variantId", 2));
        var file = "store SKU,Amazon SKU\nSKU-1,AMZ-1\nSKU-2,AMZ-2\nSKU-99,A\n";
        var dry = map("?dryRun=true", file);
        assertThat(items().getList("items.sellerSku")).containsOnlyNulls().hasSize(1);
        var wet = map(file);
        assertThat(dry.getBoolean("dryRun")).isTrue();
        assertThat(dry.getList("results")).isEqualTo(wet.getList("results"));
        assertThat(wet.getInt("added")).isEqualTo(1);
        assertThat(wet.getInt("linked")).isEqualTo(1);
        assertThat(wet.getInt("refused")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFstore SKU,Amazon SKU\r\nSKU-1,AMZ-1\r\n",
                "Amazon SKU;title;Store-SKU\nAMZ-1;Candle;SKU-1",
                "seller-sku\tsku\nAMZ-1\tSKU-1\n\n",
                "\"STORE SKU\",\"amazon_sku\"\n\"SKU-1\",\"AMZ-1\"\n",
                "store SKU , Amazon SKU\n SKU-1 , AMZ-1 \n,\n"
            })
    void files_of_many_origins_are_understood(String file) {
        assertThat(map(file).getList("results.outcome")).containsExactly("ADDED");
        assertThat(items().getList("items.sellerSku")).containsExactly("AMZ-1");
    }

    @Test
    void quotes_keep_blanks_commas_and_lines_and_lines_are_counted_all_the_same() {
        var result = map("""
                store SKU,Amazon SKU,note
                SKU-1," AMZ,1 ","two
                lines"

                SKU-99,X,
                """);
        assertThat(items().getList("items.sellerSku")).containsExactly(" AMZ,1 ");
        assertThat(result.getInt("results[1].line")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SKU-1,AMZ-1", "store SKU,title\nSKU-1,x", "store SKU,Amazon SKU\nSKU-1,\"open"})
    void what_is_no_table_is_refused_as_a_whole(String file) {
        post("links/map", file.getBytes(StandardCharsets.UTF_8)).statusCode(422);
        assertThat(items().getList("items")).isEmpty();
    }

    @Test
    void other_encodings_and_endless_files_are_refused() {
        post("links/map", "store SKU,Amazon SKU\nKÄSE,A\n".getBytes(StandardCharsets.ISO_8859_1))
                .statusCode(422);
        var endless = IntStream.rangeClosed(0, SkuFile.MOST_LINES)
                .mapToObj(i -> "S" + i + ",A" + i)
                .collect(Collectors.joining("\n", "store SKU,Amazon SKU\n", ""));
        post("links/map", endless.getBytes(StandardCharsets.UTF_8)).statusCode(422);
    }

    @Test
    void several_shops_have_to_be_told_apart() {
        seller.calls()
                .body(Map.of("domain", "second.myshopify.com", "clientId", "client", "clientSecret", "hush"))
                .post("/api/v1/shops");
        var file = "store SKU,Amazon SKU\nSKU-1,AMZ-1\n";
        post("links/map", file.getBytes(StandardCharsets.UTF_8)).statusCode(422);
        assertThat(map("?shop=" + seller.shop(), file).getInt("added")).isEqualTo(1);
    }

    @Test
    void another_merchants_list_is_not_found() {
        var other = TestMerchant.create("Other");
        for (var path : new String[] {"links/map", "proposals"}) {
            other.calls()
                    .contentType("text/csv")
                    .body("store SKU,Amazon SKU\nSKU-1,AMZ-1\n")
                    .post("/api/v1/selling-lists/%d/%s".formatted(list, path))
                    .then()
                    .statusCode(404);
        }
        assertThat(items().getList("items")).isEmpty();
    }

    @Test
    void amazons_skus_are_proposed_for_equal_ones_and_near_misses_shown() {
        seller.link(list, 3, "SKU-3");
        var result = post("proposals", """
                        item-name\tseller-sku\tprice
                        Candle\tSKU-1\t5
                        Candle\tsku-2\t5
                        Candle\tSKU-3\t5
                        Candle\tSKU-TWICE\t5
                        Candle\tOTHER\t5
                        """.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(result.getList("proposals[0].exact.variantId")).containsExactly(1);
        assertThat(result.getList("proposals[1].near.sku")).containsExactly("SKU-2");
        assertThat(result.getList("proposals[1].exact")).isNull();
        assertThat(result.getList("proposals[2].linkedTo")).containsExactly(3);
        assertThat(result.getList("proposals[3].exact")).hasSize(2);
        assertThat(result.getInt("exact")).isEqualTo(1);
        assertThat(result.getInt("ambiguous")).isEqualTo(1);
        assertThat(result.getInt("near")).isEqualTo(1);
        assertThat(result.getInt("linked")).isEqualTo(1);
        assertThat(result.getInt("unmatched")).isEqualTo(1);
        assertThat(items().getList("items")).hasSize(1);
    }
}
