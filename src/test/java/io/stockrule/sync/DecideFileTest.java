package io.stockrule.sync;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.RestAssuredConfig.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.stockrule.access.TestMerchant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Trying a profile on a stock file over HTTP.
@QuarkusTest
class DecideFileTest {
    private static final String EXPORT = """
            Handle,Title,SKU,HS Code,COO,Location,Available,On hand
            lamp,Lamp,LAMP-1,,,Berlin,4,5
            lamp,Lamp,LAMP-1,,,Wien,20,20
            vase,Vase,VASE-1,,,Wien,x,7
            bowl,Bowl,,,,Wien,7,7
            """;

    private TestMerchant merchant;

    @BeforeEach
    void createMerchant() {
        merchant = TestMerchant.create("Files");
    }

    @Test
    void a_profile_in_force_decides_shopifys_export_and_each_row_is_answered() {
        assertThat(csv("?profile=Default", EXPORT.getBytes(UTF_8))
                        .statusCode(200)
                        .contentType("text/csv")
                        .extract()
                        .asString())
                .isEqualTo("""
                        line,sku,decision,quantity,reason,handle,options
                        "",,remark,,"columns not used: ""HS Code"", ""COO"", ""On hand""\",,
                        4,,refused,,"column 25: ""x"" is not a whole number",,
                        2,LAMP-1,lists,24,Berlin 4 + Wien 20 = 24 available · product value: 24,lamp,
                        5,,lists,7,Wien 7 available · product value: 7,bowl,
                        """);
    }

    @Test
    void a_text_is_tried_on_a_file_at_a_given_time() {
        var answer = calls().multiPart(
                        "text", "trial.stockrule", "profile \"T\"\nwhen date is 2026-12-24 then stop".getBytes(UTF_8))
                .multiPart("stock", "stock.csv", "sku,available\nA,5\n".getBytes(UTF_8))
                .multiPart("at", "2026-12-24T10:00")
                .post("/api/v1/decide")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(answer).contains("\n2,A,stops,0,");
    }

    @Test
    void a_large_packed_file_is_read_and_a_larger_body_is_not() throws IOException {
        var lines = IntStream.range(0, 50_000)
                .mapToObj(i -> "SKU-" + i + ",5," + "x".repeat(50))
                .collect(Collectors.joining("\n", "sku,available,note\n", "\n"));
        var answer =
                csv("?profile=Default", packed(lines)).statusCode(200).extract().asString();
        assertThat(answer.lines().filter(line -> line.contains(",lists,5,"))).hasSize(50_000);
        assertThat(csv("?profile=Default", lines.getBytes(UTF_8))
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(answer);
        assertThat(announced(17L * 1024 * 1024)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void an_encoding_is_declared_or_recognised_with_a_word() {
        var file = "sku,available\nKÄSE,5\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(csv("?profile=Default", file).extract().asString())
                .contains("KÄSE,lists,5", ",,remark,,\"it is not UTF-8 and is read as Windows-1252");
        assertThat(post("text/csv; charset=iso-8859-1", "?profile=Default", file)
                        .extract()
                        .asString())
                .contains("KÄSE,lists,5")
                .doesNotContain("remark");
    }

    @Test
    void what_cannot_be_decided_is_refused_in_words() {
        csv("?profile=Default", "sku,Available,available\nA,1,2\n".getBytes(UTF_8))
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:unreadable-file"))
                .body("detail", containsString("are both the column \"available\""))
                .body("mistakes[0].column", equalTo(15));
        csv("?profile=Default", new byte[0]).statusCode(422);
        csv("?profile=Nobody", "sku,available\nA,1\n".getBytes(UTF_8)).statusCode(404);
        csv("", "sku,available\nA,1\n".getBytes(UTF_8)).statusCode(400);
        csv("?profile=Default&at=tomorrow", "sku,available\nA,1\n".getBytes(UTF_8))
                .statusCode(400)
                .body("detail", containsString("2026-12-24T10:00"));
        calls().multiPart("profile", "Default").post("/api/v1/decide").then().statusCode(400);
    }

    /// What is said to somebody who is about to send so many bytes.
    private String announced(long bytes) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            var head = """
                    POST /api/v1/decide?profile=Default HTTP/1.1
                    Host: localhost
                    Authorization: Bearer %s
                    Content-Type: text/csv
                    Content-Length: %d

                    """.formatted(merchant.key(), bytes);
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private ValidatableResponse csv(String query, byte[] file) {
        return post("text/csv", query, file);
    }

    private ValidatableResponse post(String type, String query, byte[] file) {
        return calls().contentType(type)
                .body(file)
                .post("/api/v1/decide" + query)
                .then();
    }

    private RequestSpecification calls() {
        return merchant.calls()
                .config(config().encoderConfig(
                                encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
