package io.stockrule.shopify.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.stockrule.shopify.SigningSecrets;
import io.stockrule.shopify.SigningSecrets.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What Shopify says when it sends a merchant back: parameters of an address, which it has signed
/// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant).
/// `toString` keeps them to itself.
///
/// @param parameters decoded, by their names
record ShopifyAnswer(SortedMap<String, String> parameters) {
    private static final List<String> NEEDED = List.of("code", "hmac", "shop", "state", "timestamp");

    /// As in Shopify's own libraries.
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(90);

    static ShopifyAnswer of(Map<String, String> parameters) {
        return new ShopifyAnswer(new TreeMap<>(parameters));
    }

    /// What is missing.
    List<String> lacks() {
        return NEEDED.stream().filter(name -> get(name).isEmpty()).toList();
    }

    /// Joined parameters can be taken apart in one way only if none holds what joins them. Shopify sends no
    /// such.
    boolean isPlain() {
        return parameters.entrySet().stream()
                .noneMatch(it ->
                        it.getKey().matches("(?s).*[&=%].*") || it.getValue().matches("(?s).*[&%].*"));
    }

    String code() {
        return get("code");
    }

    String shop() {
        return get("shop");
    }

    String state() {
        return get("state");
    }

    Verdict signed(SigningSecrets secrets, Instant now) {
        return secrets.verdict(message().getBytes(UTF_8), signature(), now);
    }

    private String message() {
        return parameters.entrySet().stream()
                .filter(it -> !it.getKey().equals("hmac"))
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(joining("&"));
    }

    private Optional<byte[]> signature() {
        try {
            return Optional.of(HexFormat.of().parseHex(get("hmac")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether it was made just now.
    boolean isFresh(Instant now) {
        var seconds = get("timestamp");
        if (!seconds.matches("[0-9]{1,11}")) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now);
        return age.abs().compareTo(CLOCKS_DIFFER) <= 0;
    }

    private String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "ShopifyAnswer" + parameters.keySet();
    }
}
