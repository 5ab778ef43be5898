package io.stockrule.access.exact;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

/// JSON that is well formed and all the same not what anybody can mean.
public final class InexactJson extends JsonParseException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /// @param parser that stands where the mistake is
    /// @param mistake what the value there does wrong
    InexactJson(JsonParser parser, String mistake) {
        super(parser, mistake);
        this.pointer =
                StorableText.of(parser.getParsingContext().pathAsPointer().toString());
    }

    /// Where it stands, as a JSON pointer (RFC 6901).
    public String pointer() {
        return pointer;
    }
}
