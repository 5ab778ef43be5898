package io.stockrule.shopify.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.SharedData;
import io.stockrule.shopify.SigningSecrets;
import io.stockrule.shopify.SigningSecrets.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyAnswerTest {
    private static final Instant MADE = Instant.ofEpochSecond(1_337_178_173);

    @Test
    void the_signature_that_shopify_published_is_right() throws IOException {
        var vector = new ObjectMapper()
                .readTree(SharedData.text("shopify/hmac-vectors.json"))
                .path("oauthCallback");
        var query = Arrays.stream(vector.path("query").asText().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var secrets = secrets(vector.path("secret").asText());
        assertThat(ShopifyAnswer.of(query).signed(secrets, MADE)).isEqualTo(Verdict.SIGNED);
        for (var name : List.of("code", "shop", "state", "timestamp")) {
            var changed = new HashMap<>(query);
            changed.put(name, query.get(name) + "1");
            assertThat(ShopifyAnswer.of(changed).signed(secrets, MADE)).as(name).isEqualTo(Verdict.NOT_SIGNED);
        }
        var more = new HashMap<>(query);
        more.put("more", "1");
        assertThat(ShopifyAnswer.of(more).signed(secrets, MADE)).isEqualTo(Verdict.NOT_SIGNED);
        assertThat(ShopifyAnswer.of(query).signed(secrets("other"), MADE)).isEqualTo(Verdict.NOT_SIGNED);
    }

    private static SigningSecrets secrets(String secret) {
        return new SigningSecrets(Optional.of(SigningSecrets.key(secret.getBytes(UTF_8))), List.of());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,    true
            90,   true
            91,   false
            -90,  true
            -91,  false
            """)
    void an_answer_is_of_now(long secondsLater, boolean fresh) {
        assertThat(ShopifyAnswer.of(Map.of("timestamp", "1337178173")).isFresh(MADE.plusSeconds(secondsLater)))
                .isEqualTo(fresh);
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "-1337178173", "1337178173.0", "' 1337178173'", "999999999999999999999"})
    void a_time_that_is_none_is_not_now(String timestamp) {
        assertThat(ShopifyAnswer.of(Map.of("timestamp", timestamp)).isFresh(MADE))
                .isFalse();
    }

    /// `code=1&shop=a` is signed as two parameters, and would be the same text as one.
    @ParameterizedTest
    @CsvSource({"code, 1&shop=a, false", "code, 1%26, false", "co=de, 1, false", "code, 1=, true", "code, 1, true"})
    void what_could_be_taken_apart_in_two_ways_is_not_plain(String name, String value, boolean plain) {
        assertThat(ShopifyAnswer.of(Map.of(name, value)).isPlain()).isEqualTo(plain);
    }

    @Test
    void a_log_never_shows_what_it_says() {
        assertThat(ShopifyAnswer.of(Map.of("code", "secret")).toString()).isEqualTo("ShopifyAnswer[code]");
    }
}
