package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.SigningSecrets;
import io.stockrule.shopify.SigningSecrets.Verdict;
import io.stockrule.shopify.TestShop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {
    private static final Instant ROTATED = Instant.parse("2026-11-22T10:00:00Z");
    private static final byte[] BODY = "Info".getBytes(UTF_8);

    private final WebhookSender sender = new WebhookSender(
            new ShopKey(1, 2),
            "candles.myshopify.com",
            Optional.empty(),
            false,
            new SigningSecrets(
                    Optional.of(SigningSecrets.key("new".getBytes(UTF_8))),
                    List.of(new SigningSecrets.Previous(
                            SigningSecrets.key("old".getBytes(UTF_8)), ROTATED.plusSeconds(60)))));

    @Test
    void the_old_secret_signs_for_a_while() {
        var signature = TestShop.sign("old", "Info");
        assertThat(sender.signed(BODY, signature, ROTATED.plusSeconds(59))).isEqualTo(Verdict.SIGNED);
        assertThat(sender.signed(BODY, signature, ROTATED.plusSeconds(60))).isEqualTo(Verdict.NOT_SIGNED);
    }

    @Test
    void the_new_secret_signs_for_ever() {
        assertThat(sender.signed(BODY, TestShop.sign("new", "Info"), ROTATED.plusSeconds(9_999)))
                .isEqualTo(Verdict.SIGNED);
    }

    @Test
    void a_log_never_shows_the_secrets() {
        assertThat(sender.toString())
                .isEqualTo(
                        "WebhookSender[shop=%s, domain=candles.myshopify.com, told=Optional.empty, former=false, secrets=SigningSecrets[]]",
                        sender.shop());
    }
}
