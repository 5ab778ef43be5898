package io.stockrule.shopify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/// Reads an id of 64 bits. A text or a fraction is refused: one that lost its last digits names something else.
final class ExactLong extends StdDeserializer<Long> {
    private static final long serialVersionUID = 1L;

    ExactLong() {
        super(long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                ? parser.getLongValue()
                : (Long) context.handleUnexpectedToken(long.class, parser);
    }
}
