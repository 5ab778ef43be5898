package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.FRANCE;
import static io.stockrule.simulator.World.GERMANY;
import static io.stockrule.simulator.World.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.SharedData;
import io.stockrule.simulator.World;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsApiTest {
    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("{\"reports\":{\"millis\":60000,\"charset\":\"windows-1252\"}}", """
                [{"sku":"MÜSLI","name":"a\\tb","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]},
                 {"sku":"EMPTY","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":0}]},
                 {"sku":"FBA","channels":[{"fulfillment_channel_code":"AMAZON_EU","quantity":9}]},
                 {"sku":"FRENCH","marketplaces":["A13V1IB3VIYZZH"],
                  "channels":[{"fulfillment_channel_code":"DEFAULT","quantity":1}]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_report_waits_is_made_and_says_what_is_live_in_its_country() throws IOException {
        var id = ask(GERMANY);
        assertThat(status(id)).isEqualTo("IN_QUEUE");
        world.clock.pass(Duration.ofSeconds(30));
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        world.clock.pass(Duration.ofSeconds(30));
        assertThat(status(id)).isEqualTo("DONE");

        assertThat(cells(text(id), "seller-sku", "quantity", "fulfillment-channel", "status"))
                .containsExactlyInAnyOrder(
                        "MÜSLI 3 DEFAULT Active", "EMPTY 0 DEFAULT Inactive", "FBA  AMAZON_EU Active");
    }

    @Test
    void its_columns_stand_in_another_order_in_another_country() throws IOException {
        var german = header(text(done(GERMANY)));
        var french = header(text(done(FRANCE)));

        assertThat(german).isNotEqualTo(french);
        assertThat(french.split("\t")).containsExactlyInAnyOrder(german.split("\t"));
    }

    @Test
    void a_report_at_hand_is_given_again_and_says_nothing_of_its_age() throws IOException {
        world.control("PUT", "/amazon/accounts/" + SELLER, """
                {"reports":{"millis":1000,"cacheMillis":21600000,"charset":"windows-1252"}}""");
        done(GERMANY);
        world.clock.pass(Duration.ofHours(5));
        world.loginAs(SELLER);
        world.control("PUT", "/amazon/accounts/" + SELLER + "/listings", """
                [{"sku":"EMPTY","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":8}]}]""");

        var old = done(GERMANY);
        assertThat(report(old).path("dataEndTime").asText())
                .isEqualTo(world.clock
                        .instant()
                        .minusSeconds(1)
                        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                        .toString());
        assertThat(cells(text(old), "seller-sku", "quantity")).contains("EMPTY 0");
        world.clock.pass(Duration.ofHours(2));
        world.loginAs(SELLER);
        assertThat(cells(text(done(GERMANY)), "seller-sku", "quantity")).contains("EMPTY 8");
    }

    @ParameterizedTest
    @CsvSource({"ISSUE,FATAL", "VANISH,CANCELLED", "HANG,IN_PROGRESS"})
    void a_report_can_come_to_nothing(String fault, String status) {
        world.control("POST", "/faults", "{\"operation\":\"report\",\"kind\":\"%s\",\"times\":1}".formatted(fault));
        var id = ask(GERMANY);
        world.clock.pass(Duration.ofDays(2));
        world.loginAs(SELLER);

        assertThat(status(id)).isEqualTo(status);
        assertThat(report(id).path("reportDocumentId").asText()).isEmpty();
    }

    @Test
    void fifteen_are_asked_for_at_once_and_then_one_a_minute() {
        var body = specification(GERMANY);
        assertThat(IntStream.range(0, 16)
                        .map(_ -> world.reports("POST", "/reports", body).status()))
                .containsExactly(202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 429);
        world.clock.pass(Duration.ofSeconds(60));
        assertThat(IntStream.range(0, 2)
                        .map(_ -> world.reports("POST", "/reports", body).status()))
                .containsExactly(202, 429);
    }

    @Test
    void another_type_several_marketplaces_and_what_is_no_json_are_refused() {
        assertThat(world.reports("POST", "/reports", specification(GERMANY).replace("ALL_DATA", "DATA"))
                        .status())
                .isEqualTo(400);
        assertThat(world.reports("POST", "/reports", specification(GERMANY + "\",\"" + FRANCE))
                        .status())
                .isEqualTo(400);
        assertThat(world.reports("POST", "/reports", "{").status()).isEqualTo(400);
    }

    @Test
    void what_is_another_sellers_is_not_found() {
        var id = done(GERMANY);
        var document = report(id).path("reportDocumentId").asText();
        world.control("PUT", "/amazon/accounts/OTHER", "{}");
        world.loginAs("OTHER");

        assertThat(world.reports("GET", "/reports/" + id, "").status()).isEqualTo(404);
        assertThat(world.reports("GET", "/documents/" + document, "").status()).isEqualTo(404);
        world.control("POST", "/amazon/accounts/OTHER/withdraw-tokens", "");
        assertThat(world.reports("GET", "/reports/" + id, "").status()).isEqualTo(403);
    }

    @Test
    void what_it_answers_follows_the_model() {
        var model = OpenApiInteractionValidator.createForInlineApiSpecification(
                        SharedData.text("amazon/models/reports_2021-06-30.json"))
                .build();
        var asked = world.reports("POST", "/reports", specification(GERMANY));
        var id = asked.body().path("reportId").asText();
        assertFollows(model, "POST", "/reports/2021-06-30/reports", asked);
        var report = "/reports/2021-06-30/reports/" + id;
        assertFollows(model, "GET", report, world.reports("GET", "/reports/" + id, ""));
        world.clock.pass(Duration.ofMinutes(2));
        assertFollows(model, "GET", report, world.reports("GET", "/reports/" + id, ""));
        var document = report(id).path("reportDocumentId").asText();
        assertFollows(
                model, "GET", "/reports/2021-06-30/documents/x", world.reports("GET", "/documents/" + document, ""));
        assertFollows(model, "GET", "/reports/2021-06-30/documents/x", world.reports("GET", "/documents/x", ""));
    }

    private static void assertFollows(
            OpenApiInteractionValidator model, String method, String path, World.Reply reply) {
        var answer = SimpleResponse.Builder.status(reply.status())
                .withContentType(reply.header("Content-Type"))
                .withHeader("x-amzn-RequestId", reply.header("x-amzn-RequestId"))
                .withBody(reply.body().toString())
                .build();
        assertThat(model.validateResponse(path, Request.Method.valueOf(method), answer)
                        .getMessages())
                .isEmpty();
    }

    private static String specification(String marketplace) {
        return """
                {"reportType":"GET_MERCHANT_LISTINGS_ALL_DATA","marketplaceIds":["%s"]}""".formatted(marketplace);
    }

    private String ask(String marketplace) {
        return world.reports("POST", "/reports", specification(marketplace))
                .body()
                .path("reportId")
                .asText();
    }

    private String done(String marketplace) {
        var id = ask(marketplace);
        var millis = world.control("/amazon/accounts/" + SELLER)
                .at("/reports/millis")
                .asLong();
        world.clock.pass(Duration.ofMillis(millis));
        assertThat(status(id)).isEqualTo("DONE");
        return id;
    }

    private JsonNode report(String id) {
        return world.reports("GET", "/reports/" + id, "").body();
    }

    private String status(String id) {
        return report(id).path("processingStatus").asText();
    }

    private String text(String id) throws IOException {
        var document = report(id).path("reportDocumentId").asText();
        return Files.readString(data.resolve("documents").resolve(document), Charset.forName("windows-1252"));
    }

    private static String header(String text) {
        return text.lines().findFirst().orElseThrow();
    }

    private static java.util.List<String> cells(String text, String... names) {
        var header = Arrays.asList(header(text).split("\t"));
        return text.lines()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(row -> String.join(
                        " ",
                        Arrays.stream(names)
                                .map(name -> row[header.indexOf(name)])
                                .toList()))
                .toList();
    }
}
