package io.stockrule.shopify.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A webhook's body as it is kept: that of a product is large, comes with every order, and is packed; that of a level
/// is
/// not worth it.
///
/// @param packed with gzip
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawBody(byte[] bytes, boolean packed) {
    private static final int WORTH_PACKING = 1_024;

    static RawBody of(byte[] body) {
        return body.length < WORTH_PACKING ? new RawBody(body, false) : new RawBody(pack(body), true);
    }

    private static byte[] pack(byte[] body) {
        var packed = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// As Shopify sent it, to the byte.
    byte[] unpacked() {
        if (!packed) {
            return bytes;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
