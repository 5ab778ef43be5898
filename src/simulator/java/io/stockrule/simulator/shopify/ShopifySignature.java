package io.stockrule.simulator.shopify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 with the client secret, as webhooks and the answers of the authorization code grant have it.
/// https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
final class ShopifySignature {
    private static final String ALGORITHM = "HmacSHA256";

    private ShopifySignature() {}

    /// `X-Shopify-Hmac-Sha256`: of the raw body, in base64.
    static String ofWebhook(byte[] body, String secret) {
        return Base64.getEncoder().encodeToString(of(body, secret));
    }

    /// The parameter `hmac`: of the others, sorted by name, in hexadecimal digits.
    static String ofQuery(SortedMap<String, String> parameters, String secret) {
        var message = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        return HexFormat.of().formatHex(of(message.getBytes(StandardCharsets.UTF_8), secret));
    }

    private static byte[] of(byte[] message, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
