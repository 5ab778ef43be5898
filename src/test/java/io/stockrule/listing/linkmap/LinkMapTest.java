package io.stockrule.listing.linkmap;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.RestAssuredConfig.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.TestMerchant;
import io.stockrule.listing.Targets;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
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
        return post(path, "text/csv", file);
    }

    /// @param type as it is, without the charset that REST Assured would add
    private ValidatableResponse post(String path, String type, byte[] file) {
        return seller.merchant()
                .calls()
                .config(config().encoderConfig(
                                encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type)
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

    private List<String> packs() {
        var items = items();
        return IntStream.range(0, items.getList("items").size())
                .mapToObj(i -> "%d %s %d"
                        .formatted(
                                items.getInt("items[%d].variantId".formatted(i)),
                                items.getString("items[%d].sellerSku".formatted(i)),
                                items.getInt("items[%d].packSize".formatted(i))))
                .toList();
    }

    @Test
    void lines_that_say_their_pack_link_several_amazon_skus_of_one_variant() {
        seller.add(list, Map.of("shop", seller.shop(), "variantId", 2, "packSize", 5));
        var file = """
                store SKU,pack size,Amazon SKU
                SKU-1,3,CUP-3PK
                SKU-2,,JAR-5
                SKU-1,,CUP
                SKU-1, 6 ,CUP-6PK
                SKU-2,1,JAR
                """;
        var dry = map("?dryRun=true", file);
        var wet = map(file);

        assertThat(dry.getList("results")).isEqualTo(wet.getList("results"));
        assertThat(wet.getList("results.outcome")).containsExactly("ADDED", "LINKED", "ADDED", "ADDED", "ADDED");
        assertThat(packs()).containsExactlyInAnyOrder("1 CUP 1", "1 CUP-3PK 3", "1 CUP-6PK 6", "2 JAR-5 5", "2 JAR 1");
        assertThat(map(file).getList("results.outcome")).containsOnly("UNCHANGED");
        assertThat(targets.isDue(seller.target("CUP-6PK"))).isTrue();
    }

    @Test
    void a_line_that_says_its_pack_links_one_more_beside_what_is_linked() {
        seller.link(list, 3, "AMZ-3");
        var result =
                map("store SKU,Amazon SKU,Pack Size\nSKU-3,AMZ-3-2PK,2\nSKU-4,AMZ-3,2\nSKU-3,AMZ-3,2\nSKU-3,OTHER,\n");

        assertThat(result.getList("results.outcome")).containsExactly("ADDED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(result.getList("results.problem.type"))
                .containsExactly("amazon-sku-taken", "given-twice", "linked-otherwise");
        assertThat(packs()).containsExactly("3 AMZ-3 1", "3 AMZ-3-2PK 2");
        assertThat(map("store SKU,Amazon SKU,pack size\nSKU-3,AMZ-3,2\n").getList("results.problem.type"))
                .containsExactly("pack-otherwise");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            PACK       | PROBLEM           | DETAIL
            two        | unreadable-line   | line 3, column 7: the pack size "two" is no whole number in digits
            1.5        | unreadable-line   | "1.5"
            -2         | unreadable-line   | "-2"
            2 pcs      | unreadable-line   | "2 pcs"
            0          | invalid-pack-size | 1 to 1,000,000
            1000001    | invalid-pack-size | 1 to 1,000,000
            9999999999 | unreadable-line   | "9999999999"
            """)
    void a_pack_size_that_is_none_is_told_and_keeps_no_other_line_out(String pack, String problem, String detail) {
        var result = map("store SKU,pack size,Amazon SKU\nSKU-1,2,A\nSKU-2,%s,B\nSKU-3,4,C\n".formatted(pack));

        assertThat(result.getList("results.outcome")).containsExactly("ADDED", "REFUSED", "ADDED");
        assertThat(result.getString("results[1].problem.type")).isEqualTo(problem);
        assertThat(result.getString("results[1].problem.detail")).contains(detail);
        assertThat(packs()).containsExactlyInAnyOrder("1 A 2", "3 C 4");
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
    @ValueSource(strings = {"", "SKU-1,AMZ-1", "store SKU,title\nSKU-1,x", "store SKU,\"Amazon SKU"})
    void what_is_no_table_is_refused_as_a_whole(String file) {
        post("links/map", file.getBytes(StandardCharsets.UTF_8)).statusCode(422);
        assertThat(items().getList("items")).isEmpty();
    }

    @Test
    void a_title_with_a_quote_swallows_no_line_and_links_nothing_to_another_products_sku() {
        var result = map("""
                store SKU\tTitle\tAmazon SKU
                SKU-1\t"Best lamp\tAMZ-1
                SKU-2\tVase\tAMZ-2
                SKU-3\tBoard 12"\tAMZ-3
                """);
        assertThat(result.getList("results.amazonSku")).containsExactly("AMZ-1", "AMZ-2", "AMZ-3");
        assertThat(result.getList("results.outcome")).containsOnly("ADDED");
    }

    @Test
    void a_line_that_is_no_row_is_refused_with_its_place_and_keeps_no_other_out() {
        var result = map("""
                store SKU,Title,Amazon SKU
                SKU-1,"Best lamp,AMZ-1
                SKU-2,Vase,AMZ-2
                SKU-3,Board, large,AMZ-3
                """);
        assertThat(result.getList("results.outcome")).containsExactly("REFUSED", "ADDED", "REFUSED");
        assertThat(result.getList("results.problem.type")).containsExactly("unreadable-line", "unreadable-line");
        assertThat(result.getString("results[0].problem.detail"))
                .isEqualTo("line 2, column 7: this quote is not closed before line 3, which is a row by itself");
        assertThat(result.getString("results[2].problem.detail"))
                .isEqualTo("line 4, column 20: the line has 4 cells, the header has 3");
    }

    @Test
    void two_columns_of_one_meaning_are_refused() {
        post("links/map", "SKU,Merchant SKU,Seller SKU\nSKU-1,OLD,NEW\n".getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("detail", containsString("\"Merchant SKU\" and \"Seller SKU\" mean the same"));
        assertThat(items().getList("items")).isEmpty();
    }

    @Test
    void an_encoding_is_recognised_with_a_word_or_declared() {
        var file = "store SKU;Amazon SKU\nSKU-1;KÄSE\n".getBytes(StandardCharsets.ISO_8859_1);
        var dry = post("links/map?dryRun=true", file).statusCode(200).extract().jsonPath();
        assertThat(dry.getString("results[0].amazonSku")).isEqualTo("KÄSE");
        assertThat(dry.getString("remarks[0]")).contains("read as Windows-1252");
        var declared = post("links/map", "text/csv; charset=iso-8859-1", file)
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(declared.getList("remarks")).isEmpty();
        assertThat(items().getList("items.sellerSku")).containsExactly("KÄSE");
        post("links/map", "text/csv; charset=klingon", file).statusCode(415);
    }

    /// Headers as Amazon writes them in each language; the sources stand at [SkuColumns].
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ENCODING     | HEADER
            UTF-8        | item-name~item-description~listing-id~seller-sku~price~quantity~fulfillment-channel~status
            UTF-8        | item-name~item-description~listing-id~seller-sku~price~quantity~fulfilment-channel~status
            windows-1252 | Artikelbezeichnung~Artikelbeschreibung~Angebotsnummer~Händler-SKU~Preis~Menge~Versender~Status
            windows-1252 | nom-produit~description~id-offre~sku-vendeur~prix~quantité~canal-traitement~état
            windows-1252 | Nome dell'articolo~Descrizione~Numero offerta~SKU venditore~Prezzo~Quantità~Canale di gestione~stato
            windows-1252 | Título del producto~Descripción~Identificador~SKU del vendedor~Precio~Cantidad~Canal de gestión logística~estado
            windows-31j  | 商品名~商品の説明~出品ID~出品者SKU~価格~数量~フルフィルメント・チャンネル~ステータス
            UTF-8        | 商品名称~商品描述~商品编码~卖家 SKU~价格~数量~配送渠道~状态
            """)
    void amazons_reports_are_understood_in_their_languages(String encoding, String header) throws IOException {
        var text = header.replace('~', '\t') + "\r\nKerze für \"12\t\tL1\tSKU-1\t9.99\t\tAMAZON_EU\tActive\r\n"
                + "Kerze\t\tL2\tSKU-2\t9.99\t5\tDEFAULT\tActive\r\n";
        var charset = Charset.forName(encoding);
        var bytes = (encoding.contains("31j") ? text.replace('ü', 'u') : text).getBytes(charset);
        for (var file : List.of(bytes, packed(bytes))) {
            var result = post("proposals", file).statusCode(200).extract().jsonPath();
            assertThat(result.getList("proposals.exact.variantId")).containsExactly(List.of(1), List.of(2));
            assertThat(result.getList("proposals.fba")).containsExactly(true, false);
            assertThat(result.getInt("fba")).isEqualTo(1);
            assertThat(result.getList("remarks")).hasSize(encoding.equals("UTF-8") ? 0 : 1);
        }
    }

    @Test
    void the_open_listings_report_is_understood() {
        var file = "sku\tasin\tprice\tquantity\r\nSKU-1\tB000000001\t9.99\t5\r\n";
        var result = post("proposals", file.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(result.getList("proposals[0].exact.variantId")).containsExactly(1);
    }

    @Test
    void each_line_of_a_report_is_answered_for() {
        var file = "seller-sku\tprice\r\nSKU-1\t1\r\n\t2\r\n" + "X".repeat(41) + "\t3\r\nSKU-2\t4\t5\r\n";
        var result = post("proposals", file.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(result.getList("proposals.line")).containsExactly(2, 3, 4, 5);
        assertThat(result.getInt("refused")).isEqualTo(3);
        assertThat(result.getString("proposals[3].problem")).contains("the line has 3 cells");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void skus_that_a_spreadsheet_has_spoilt_are_told_with_the_likely_right_ones() {
        seller.rename(5, "00123");
        seller.rename(6, "123456789012");
        seller.rename(7, "0042");
        seller.rename(8, "42");
        var result = map("store SKU,Amazon SKU\n123,A\n1.23E+11,B\n'0042,C\n42,D\nSKU-1,1.2E+8\nSKU-2,E\n");
        assertThat(result.getList("results.outcome"))
                .containsExactly("REFUSED", "REFUSED", "REFUSED", "ADDED", "ADDED", "ADDED");
        assertThat(result.getString("results[0].warnings[0]"))
                .isEqualTo("a spreadsheet may have made \"123\" of \"00123\"");
        assertThat(result.getList("results[0].problem.suggestions")).containsExactly("00123");
        assertThat(result.getString("results[1].warnings[0]")).contains("of \"123456789012\"");
        assertThat(result.getList("results[1].problem.suggestions")).containsExactly("123456789012");
        assertThat(result.getString("results[2].warnings[0]")).contains("of \"0042\"");
        assertThat(result.getString("results[3].warnings[0]")).contains("made \"42\" of \"0042\"");
        assertThat(result.getString("results[4].warnings[0]")).contains("\"1.2E+8\" looks like a number");
        assertThat(result.getList("results[5].warnings")).isNull();
        var proposals = post("proposals", "seller-sku\n123\n1.23E+11\n".getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(proposals.getList("proposals.near.sku")).containsExactly(List.of("00123"), List.of("123456789012"));
        assertThat(proposals.getString("proposals[1].warnings[0]")).contains("of \"123456789012\"");
    }

    /// 20,000 lines, each with a description of 1,000 characters.
    @Test
    void a_report_may_have_all_its_lines_whatever_their_bytes() {
        var description = "x".repeat(1_000);
        var file = IntStream.range(0, SkuFile.MOST_LINES)
                .mapToObj(i -> "Candle\t" + description + "\tA" + i + "\r\n")
                .collect(Collectors.joining("", "item-name\titem-description\tseller-sku\r\n", ""))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(file.length).isGreaterThan(20_000_000);
        post("proposals", file).statusCode(200).body("unmatched", equalTo(SkuFile.MOST_LINES));
    }

    @Test
    void endless_files_are_refused() {
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
