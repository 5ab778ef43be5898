package io.stockrule.amazon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Amazon's JSON: fields we do not know are none of our business, but a number must be a number.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(
                    JsonWriteFeature
                            .COMBINE_UNICODE_SURROGATES_IN_UTF8) // else 12 bytes each, and large feeds too large
            .addModule(new Jdk8Module())
            .build();

    private Json() {}

    /// Empty when the text is not JSON of that form.
    public static <T> Optional<T> read(byte[] text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, type));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// @throws IOException also when it is not JSON of that form
    static <T> Optional<T> read(InputStream text, Class<T> type) throws IOException {
        return Optional.ofNullable(MAPPER.readValue(text, type));
    }

    static <T> Optional<T> read(JsonNode tree, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.treeToValue(tree, type));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// Compact, in UTF-8.
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }
}
