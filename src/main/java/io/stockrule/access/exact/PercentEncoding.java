package io.stockrule.access.exact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the percent-encoded parts of an address (RFC 3986) as UTF-8. What is not exactly that is nothing.
public final class PercentEncoding {
    private PercentEncoding() {}

    /// The parameters of a query in their order.
    ///
    /// @return empty when it cannot be read
    public static Optional<Map<String, List<String>>> query(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                var name = value(equals < 0 ? part : part.substring(0, equals));
                var value = value(equals < 0 ? "" : part.substring(equals + 1));
                if (name.isEmpty() || value.isEmpty()) {
                    return Optional.empty();
                }
                parameters.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
            }
        }
        return Optional.of(parameters);
    }

    /// A name or value of a query, where `+` is a blank. A raw `;` is refused: some take it for an `&`.
    private static Optional<String> value(String encoded) {
        return encoded.indexOf(';') >= 0 ? Optional.empty() : decode(encoded.replace("+", "%20"));
    }

    /// @return empty when it is not percent-encoded ASCII, or what it encodes is not UTF-8
    public static Optional<String> decode(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                if (c <= ' ' || c > '~') {
                    return Optional.empty();
                }
                bytes.write(c);
                continue;
            }
            if (i + 2 >= encoded.length() || !isHex(encoded.charAt(i + 1)) || !isHex(encoded.charAt(i + 2))) {
                return Optional.empty();
            }
            bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
            i += 2;
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
