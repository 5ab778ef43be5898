package io.stockrule.shopify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads a moment such as `2026-11-27T06:00:00Z`. A number is refused: nobody can tell seconds from milliseconds.
public final class ExactInstant extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    public ExactInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return Instant.parse(parser.getText());
        } catch (DateTimeException _) {
            return (Instant) context.handleWeirdStringValue(
                    Instant.class, parser.getText(), "not a moment such as 2026-11-27T06:00:00Z");
        }
    }
}
