package io.stockrule.profile;

import static io.restassured.http.ContentType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockrule.access.TestMerchant;
import io.stockrule.language.Code;
import io.stockrule.language.explaining.CodeExplanations;
import io.stockrule.language.explaining.Shorthand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The examples of codes that are told only when a text is saved, saved as "Candles".
@QuarkusTest
class CodesToldWhenSavedTest {
    private static List<Code> codes() {
        return Stream.of(Code.values())
                .filter(code -> code.id().startsWith("SR4"))
                .toList();
    }

    @Test
    void an_example_provokes_exactly_its_code_and_is_told_as_its_file_says() {
        assertThat(codes()).isNotEmpty().allSatisfy(code -> {
            var example = CodeExplanations.of(code);
            var answer = save(Shorthand.written(example.before()));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.jsonPath().getList("diagnostics.rendered", String.class))
                    .containsExactly(example.says().replace("candles.stockrule", "Candles.stockrule"));
        });
    }

    @Test
    void an_example_put_right_is_saved() {
        assertThat(codes()).isNotEmpty().allSatisfy(code -> {
            var answer = save(CodeExplanations.of(code).after());
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.jsonPath().getList("diagnostics")).isEmpty();
        });
    }

    private static Response save(String text) {
        var merchant = TestMerchant.create("Candle Shop");
        return merchant.calls().contentType(TEXT).body(text).put("/api/v1/profiles/{name}", "Candles");
    }
}
