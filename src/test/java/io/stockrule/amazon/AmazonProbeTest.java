package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.marketplace.AccountProbe.Participation;
import io.stockrule.delivery.marketplace.ProbeResult;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions about an account. Each request is held against Amazon's models when the Amazon here is closed.
class AmazonProbeTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final SellingPartner partner = RecordingAmazon.partner(amazon.config(), InstantSource.system());
    private final AmazonProbe probe = new AmazonProbe(partner, amazon.config());

    @AfterEach
    void close() {
        partner.close();
        amazon.close();
    }

    @Test
    void a_login_is_asked_for_though_there_is_a_token() {
        assertThat(probe.login(ACCOUNT)).isInstanceOf(ProbeResult.Answered.class);
        assertThat(probe.login(ACCOUNT)).isInstanceOf(ProbeResult.Answered.class);
        amazon.tokenEndpointSays(
                status(400, "{\"error\":\"invalid_grant\"}"), status(503, "{\"error\":\"server_error\"}"));
        assertThat(probe.login(ACCOUNT)).isInstanceOf(ProbeResult.Refused.class);
        assertThat(probe.login(ACCOUNT)).isInstanceOf(ProbeResult.Unclear.class);
        assertThat(amazon.askedForTokens()).hasSize(4);
    }

    @Test
    void participations_are_told_by_our_codes_and_other_sites_are_left_out() {
        amazon.says(status(
                200,
                "{\"payload\":[%s,%s,%s]}"
                        .formatted(
                                one("A1F83G8C2ARO7P", true, false),
                                one("A1PA6795UKMFR9", false, true),
                                one("A38D8NSA03LJTC", true, true))));
        assertThat(probe.participations(ACCOUNT, PLENTY))
                .isEqualTo(new ProbeResult.Answered<>(
                        List.of(new Participation("UK", true, false), new Participation("DE", false, true))));
        assertThat(amazon.asked().getFirst().path()).isEqualTo("/sellers/v1/marketplaceParticipations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"payload\":null}",
                "{\"payload\":[null]}",
                "{\"payload\":[{}]}",
                "{\"payload\":[{\"marketplace\":{\"id\":\"X\"},\"participation\":{\"isParticipating\":true}}]}",
                "{\"payload\":[{\"marketplace\":{},\"participation\":{\"isParticipating\":true,\"hasSuspendedListings\":false}}]}",
                "{\"payload\":[{\"marketplace\":{\"id\":\"X\"},\"participation\":{\"isParticipating\":\"yes\",\"hasSuspendedListings\":false}}]}",
                "<html>"
            })
    void an_answer_that_lacks_something_says_nothing(String answer) {
        amazon.says(status(200, answer));
        assertThat(probe.participations(ACCOUNT, PLENTY))
                .isEqualTo(new ProbeResult.Unclear<>("Amazon's answer cannot be read"));
    }

    @ParameterizedTest
    @CsvSource({"429, Unclear", "500, Unclear", "503, Unclear", "400, Unclear", "404, Unclear"})
    void what_is_no_answer_says_nothing(int status, String result) {
        amazon.says(errors(status, "Some", "words"), errors(status, "Some", "words"));
        assertThat(probe.participations(ACCOUNT, PLENTY).getClass().getSimpleName())
                .isEqualTo(result);
        assertThat(probe.preview(ACCOUNT, update("A"), PLENTY).getClass().getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void a_denial_counts_when_a_new_token_did_not_help() {
        var denied = errors(403, "Unauthorized", "Access to requested resource is denied.");
        amazon.says(denied, denied, denied);
        assertThat(probe.participations(ACCOUNT, PLENTY))
                .isEqualTo(new ProbeResult.Denied<>("Unauthorized: Access to requested resource is denied."));
        assertThat(probe.preview(ACCOUNT, update("A"), PLENTY)).isInstanceOf(ProbeResult.Denied.class);
        assertThat(amazon.asked()).as("the first was repeated with a new token").hasSize(3);
    }

    @Test
    void a_preview_says_that_it_is_one() {
        amazon.says(status(200, "{\"sku\":\"A/B\",\"status\":\"VALID\",\"submissionId\":\"s\",\"issues\":[]}"));
        assertThat(probe.preview(ACCOUNT, update("A/B"), PLENTY).toString()).isEqualTo("Answered[answer=Valid[]]");
        var asked = amazon.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("PATCH /listings/2021-08-01/items/A2SELLER/A%2FB");
        assertThat(asked.query()).contains("mode=VALIDATION_PREVIEW");
        assertThat(asked.body()).contains("\"merge\"", "\"quantity\":7");
    }

    private static QuantityUpdate update(String sku) {
        return new QuantityUpdate(sku, "DE", 7, OptionalInt.empty());
    }

    private static String one(String id, boolean participates, boolean suspended) {
        return "{\"marketplace\":{\"id\":\"%s\"},\"participation\":{\"isParticipating\":%s,\"hasSuspendedListings\":%s}}"
                .formatted(id, participates, suspended);
    }
}
