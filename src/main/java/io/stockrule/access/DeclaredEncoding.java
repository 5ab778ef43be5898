package io.stockrule.access;

import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/// The encoding that a body is said to have: `text/csv; charset=windows-1252`.
public final class DeclaredEncoding {
    private DeclaredEncoding() {}

    /// @throws Problem 415 if nobody knows it
    public static Optional<Charset> of(MediaType type) {
        var name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return Optional.ofNullable(name).map(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            throw new Problem(415, "unsupported-media-type", "the charset of the content type is not known here");
        }
    }
}
