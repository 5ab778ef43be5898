package io.stockrule.access.exact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks at every text and every null as it is read.
final class ExactParser extends JsonParserDelegate {
    ExactParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        var token = delegate.nextToken();
        if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)
                && !StorableText.is(delegate.getText())) {
            throw new InexactJson(this, "has a character that no text has: NUL, or half of a pair");
        }
        if (token == JsonToken.VALUE_NULL && delegate.getParsingContext().inArray()) {
            throw new InexactJson(this, "is null, which a list must not contain");
        }
        return token;
    }

    @Override
    public @Nullable JsonToken nextValue() throws IOException {
        var token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }
}
