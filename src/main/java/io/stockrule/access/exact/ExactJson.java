package io.stockrule.access.exact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/// Makes parsers that read JSON exactly: a member that is given twice, a null in a list, and a text that no database
/// keeps end the reading where they stand.
public final class ExactJson extends JsonFactory {
    private static final long serialVersionUID = 1L;

    /// @param deepest levels of objects and lists within each other
    public ExactJson(int deepest) {
        super(new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION));
    }

    @Override
    public JsonFactory copy() {
        return new ExactJson(streamReadConstraints().getMaxNestingDepth());
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        return new ExactParser(super._createParser(in, context));
    }

    @Override
    protected JsonParser _createParser(Reader in, IOContext context) throws IOException {
        return new ExactParser(super._createParser(in, context));
    }

    @Override
    protected JsonParser _createParser(char[] text, int offset, int length, IOContext context, boolean recyclable)
            throws IOException {
        return new ExactParser(super._createParser(text, offset, length, context, recyclable));
    }

    @Override
    protected JsonParser _createParser(byte[] text, int offset, int length, IOContext context) throws IOException {
        return new ExactParser(super._createParser(text, offset, length, context));
    }

    @Override
    protected JsonParser _createParser(DataInput in, IOContext context) throws IOException {
        return new ExactParser(super._createParser(in, context));
    }
}
