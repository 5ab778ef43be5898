package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.amazon.RecordingAmazon.Reply;
import io.stockrule.delivery.marketplace.CatalogueReports;
import io.stockrule.delivery.marketplace.ReportResult;
import io.stockrule.listing.catalogue.CatalogueRow;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every request is checked against Amazon's own model.
class AmazonReportsTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final String HEADER = "status\tseller-sku\tfulfillment-channel\titem-name\tquantity\n";

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonReports reports =
            new AmazonReports(RecordingAmazon.partner(amazon.config(), InstantSource.system()), amazon.config());
    private final List<CatalogueRow> rows = new ArrayList<>();
    private final List<String> odd = new ArrayList<>();
    private final CatalogueReports.Rows taken = new CatalogueReports.Rows() {
        @Override
        public void row(CatalogueRow row) {
            rows.add(row);
        }

        @Override
        public void odd(long line, String problem) {
            odd.add(line + " " + problem);
        }
    };

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void the_report_of_one_marketplace_is_asked_for() {
        amazon.says(status(202, "{\"reportId\":\"R-1\"}"));

        assertThat(reports.ask(ACCOUNT, "DE", PLENTY)).isEqualTo(new ReportResult.Asked("R-1"));
        assertThat(amazon.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/reports/2021-06-30/reports");
            assertThat(asked.body())
                    .isEqualTo("{\"reportType\":\"GET_MERCHANT_LISTINGS_ALL_DATA\","
                            + "\"marketplaceIds\":[\"A1PA6795UKMFR9\"]}");
        });
    }

    @Test
    void a_marketplace_of_another_region_is_not_asked_for() {
        assertThat(reports.ask(ACCOUNT, "US", PLENTY)).isInstanceOf(ReportResult.Spoilt.class);
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void a_report_is_pending_until_it_is_done() {
        amazon.says(
                report("IN_QUEUE", ""),
                report("IN_PROGRESS", ""),
                report("DONE", ",\"reportDocumentId\":\"D/1\",\"dataEndTime\":\"2026-03-01T09:30:00+01:00\""));

        assertThat(look()).isEqualTo(new ReportResult.Pending());
        assertThat(look()).isEqualTo(new ReportResult.Pending());
        assertThat(look()).isEqualTo(new ReportResult.Ready("D/1", Instant.parse("2026-03-01T08:30:00Z")));
        assertThat(amazon.asked().getFirst().path()).isEqualTo("/reports/2021-06-30/reports/R%2F1");
    }

    @Test
    void its_data_are_not_newer_than_the_asking() {
        amazon.says(report("DONE", ",\"reportDocumentId\":\"D\",\"dataEndTime\":\"2026-03-02T00:00:00Z\""));

        assertThat(look()).isEqualTo(new ReportResult.Ready("D", Instant.parse("2026-03-01T10:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED, cancelled", "FATAL, failed to make"})
    void a_report_that_came_to_nothing_is_told(String status, String words) {
        amazon.says(report(status, ""));

        assertThat(((ReportResult.Spoilt) look()).reason()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "nonsense", "{\"processingStatus\":\"DONE\"}", "{\"processingStatus\":\"NEW\"}"})
    void an_answer_that_is_no_report_is_tried_again(String body) {
        amazon.says(status(200, body));

        assertThat(look()).isInstanceOf(ReportResult.Failed.class);
    }

    @Test
    void what_stands_in_the_way_is_told_apart() {
        amazon.says(
                errors(429, "QuotaExceeded", "too many"),
                errors(503, "ServiceUnavailable", "later"),
                errors(404, "NOT_FOUND", "gone"),
                errors(403, "Unauthorized", "denied"),
                errors(403, "Unauthorized", "denied"));

        assertThat(look()).isEqualTo(new ReportResult.Throttled());
        assertThat(look()).isEqualTo(new ReportResult.Failed("Amazon could not answer: ServiceUnavailable: later"));
        assertThat(look()).isEqualTo(new ReportResult.Spoilt("Amazon refuses the report: NOT_FOUND: gone"));
        assertThat(((ReportResult.Spoilt) look()).reason()).contains("role Product Listing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "Shift_JIS"})
    void rows_are_read_by_the_names_of_the_columns_in_the_encoding_of_the_document(String encoding) {
        var sku = encoding.equals("Shift_JIS") ? "茶" : "MÜSLI";
        says(
                HEADER + "Active\t" + sku + "\tDEFAULT\tx\t3\nInactive\tE\tDEFAULT\tx\t0\nActive\tF\tAMAZON_EU\tx\t\n",
                encoding);

        assertThat(read()).isEqualTo(new ReportResult.Read(3, 0, Optional.empty(), Optional.empty()));
        assertThat(rows)
                .containsExactly(
                        new CatalogueRow(2, sku, "x", "", "DEFAULT", OptionalInt.of(3), "Active"),
                        new CatalogueRow(3, "E", "x", "", "DEFAULT", OptionalInt.of(0), "Inactive"),
                        new CatalogueRow(4, "F", "x", "", "AMAZON_EU", OptionalInt.empty(), "Active"));
    }

    @Test
    void a_row_that_is_odd_spoils_no_other_and_a_sku_is_taken_exactly() {
        says(
                HEADER + "Active\tA\tDEFAULT\tx\tmany\n"
                        + "Active\t" + "L".repeat(41) + "\tDEFAULT\tx\t1\n"
                        + "Active\t\tDEFAULT\tx\t1\n"
                        + "Active\tCUT\tDEF\n"
                        + "Active\tB\tDEFAULT\tx\t-1\n"
                        + "Active\tB\tDEFAULT\tx\t9999999999\n"
                        + "Active\t B\"\tDEFAULT\tx\t1\n",
                "UTF-8");

        assertThat(read())
                .isEqualTo(new ReportResult.Read(1, 6, Optional.of("line 2: this is no quantity"), Optional.empty()));
        assertThat(odd).hasSize(6).contains("2 this is no quantity", "5 the line has 3 cells, the header has 5");
        assertThat(rows).containsExactly(new CatalogueRow(8, " B\"", "x", "", "DEFAULT", OptionalInt.of(1), "Active"));
    }

    /// As at the test of uploaded files, where the sources of the names stand.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Artikelbezeichnung~Händler-SKU~asin1~Menge~Versender~Status",
                "nom-produit~sku-vendeur~asin1~quantité~canal-traitement~état",
                "Nome dell'articolo~SKU venditore~asin1~Quantità~Canale di gestione~stato",
                "Título del producto~SKU del vendedor~asin1~Cantidad~Canal de gestión logística~estado",
                "商品名~出品者SKU~asin1~数量~フルフィルメント・チャンネル~ステータス",
                "商品名称~卖家 SKU~asin1~数量~配送渠道~状态"
            })
    void columns_are_known_in_the_language_of_the_account(String header) {
        says(header.replace('~', '\t') + "\nCandle\tA\tB0\t3\tDEFAULT\tActive\n", "UTF-8");

        assertThat(read()).isEqualTo(new ReportResult.Read(1, 0, Optional.empty(), Optional.empty()));
        assertThat(rows)
                .containsExactly(new CatalogueRow(2, "A", "Candle", "B0", "DEFAULT", OptionalInt.of(3), "Active"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                              | the report is empty
            `<html><body>`                                  | no column
            `Händler-SKU\tMenge\n`                          | no column "fulfillment-channel", "status"
            `seller-sku\tquantity\tfulfillment-channel\n`   | no column "status"
            `sku-vendeur\tseller-sku\tquantity\tstatus\n`    | mean the same, the second is "seller-sku"
            """)
    void what_is_no_such_table_is_told(String text, String words) {
        says(text.replace("\\t", "\t").replace("\\n", "\n"), "UTF-8");

        assertThat(((ReportResult.Spoilt) read()).reason()).contains(words);
    }

    @Test
    void a_document_that_is_not_packed_as_told_is_spoilt() {
        document(",\"compressionAlgorithm\":\"GZIP\"");
        amazon.says(text(HEADER, "UTF-8"));

        assertThat(read()).isInstanceOf(ReportResult.Spoilt.class);
    }

    @Test
    void one_that_breaks_off_is_tried_again() {
        document("");
        amazon.says(RecordingAmazon.cutMidway());

        assertThat(read()).isInstanceOf(ReportResult.Failed.class);
    }

    private ReportResult look() {
        return reports.look(ACCOUNT, "R/1", PLENTY);
    }

    private ReportResult read() {
        return reports.read(ACCOUNT, "D/1", taken, PLENTY);
    }

    private static Reply report(String status, String more) {
        return status(200, """
                {"reportId":"R","reportType":"X","createdTime":"2026-03-01T10:00:00Z","processingStatus":"%s"%s}""".formatted(status, more));
    }

    private void says(String text, String encoding) {
        document("");
        amazon.says(text(text, encoding));
    }

    private void document(String more) {
        amazon.says(status(200, """
                {"reportDocumentId":"D","url":"%s/document"%s}""".formatted(amazon.config().endpoint().orElseThrow(), more)));
    }

    private static Reply text(String text, String encoding) {
        return exchange -> {
            var bytes = text.getBytes(Charset.forName(encoding));
            exchange.getResponseHeaders().add("content-type", "text/plain; charset=" + encoding);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }
}
