package io.stockrule.amazon;

import io.stockrule.table.Limited;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;

/// A document that was fetched completely, in a file that is deleted when it is closed.
///
/// @param packed whether it is gzipped
/// @param contentType as it was sent
/// @param mostUnpacked reading more of it is an [IOException]
record StoredDocument(Path file, boolean packed, Optional<String> contentType, long mostUnpacked)
        implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StoredDocument.class);
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    /// Its content, unpacked.
    InputStream open() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new Limited(packed ? new GZIPInputStream(in) : in, mostUnpacked);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// The encoding that it was sent with; empty if none was named, or one that nobody knows.
    Optional<Charset> charset() {
        return contentType.map(CHARSET::matcher).filter(it -> it.find()).flatMap(it -> known(it.group(1)));
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        delete(file);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("a document that was fetched could not be deleted: %s", e.getMessage());
        }
    }
}
