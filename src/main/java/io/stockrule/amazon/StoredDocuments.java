package io.stockrule.amazon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Documents at addresses that Amazon hands out for some minutes: these are called without an access token, or anything
/// else that says who we are.
final class StoredDocuments {
    private final HttpCalls http;

    StoredDocuments(HttpCalls http) {
        this.http = http;
    }

    /// What can be called. Amazon gives such addresses only.
    static Optional<URI> address(String url) {
        try {
            var uri = URI.create(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @param contentType as it was declared, byte for byte: the signature of the address covers it
    Answer upload(URI address, String contentType, byte[] document, Deadline deadline) {
        var request = HttpRequest.newBuilder(address)
                .header("content-type", contentType)
                .PUT(BodyPublishers.ofByteArray(document));
        return http.call(request, deadline, MOST_WORDS);
    }

    private static final long MOST_WORDS = 64 * 1024;

    /// @param maxBytes of it as it comes
    Answer download(URI address, Deadline deadline, long maxBytes) {
        return http.call(HttpRequest.newBuilder(address).GET(), deadline, maxBytes);
    }

    /// @return empty if it is not packed so, or larger than that
    static Optional<byte[]> unpacked(byte[] packed, int maxBytes) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            var plain = in.readNBytes(maxBytes + 1);
            return plain.length <= maxBytes ? Optional.of(plain) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
