package io.stockrule.profile.json;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The JSON schema of a profile: what clients are told is what is tested.
public final class ProfileSchema {
    public static final String TEXT = read();

    /// More would help nobody.
    private static final int SHOWN = 100;

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    TEXT,
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ENGLISH)
                            .build());

    private ProfileSchema() {}

    /// @param pointer where, as a JSON pointer (RFC 6901)
    public record Mistake(String pointer, String message) {
        private static Mistake of(ValidationMessage found) {
            var pointer = found.getInstanceLocation().toString();
            var message = found.getMessage();
            return new Mistake(
                    pointer, message.startsWith(pointer + ": ") ? message.substring(pointer.length() + 2) : message);
        }
    }

    static List<Mistake> mistakesIn(JsonNode json) {
        return SCHEMA.validate(json).stream()
                .map(Mistake::of)
                .distinct()
                .sorted(comparing(Mistake::pointer).thenComparing(Mistake::message))
                .limit(SHOWN)
                .toList();
    }

    private static String read() {
        try (var file = ProfileSchema.class.getResourceAsStream("/profile/profile.schema.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
