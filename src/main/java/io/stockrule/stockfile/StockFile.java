package io.stockrule.stockfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/// A stock file that can be read as often as one likes, each time from its beginning.
///
/// @param encoding and the limit of bytes, as for [io.stockrule.table.Table#open]
public record StockFile(Source source, Optional<Charset> encoding, long mostBytes) {
    public interface Source {
        InputStream open() throws IOException;
    }
}
