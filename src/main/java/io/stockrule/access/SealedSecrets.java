package io.stockrule.access;

import java.nio.ByteBuffer;
import java.util.List;

/// Encrypted secrets that a feature keeps in the database, for the look at the start whether the key set opens them.
public interface SealedSecrets {
    /// Bytes of a cipher text that tell which key made it (https://developers.google.com/tink/wire-format).
    int KEY_BYTES = 5;

    /// @param holder whose it is, such as `shop 17/42`
    /// @param purpose what it was encrypted for
    record Sealed(byte[] cipherText, String holder, String purpose) {
        /// Tells the key that made it from all others.
        ByteBuffer key() {
            return ByteBuffer.wrap(cipherText, 0, Math.min(KEY_BYTES, cipherText.length));
        }
    }

    /// Has each holder whose secrets cannot be read say so, if it does not by itself.
    default void noteUnreadable() {}

    /// A few secrets of each key, of several holders where there are several.
    List<Sealed> someOfEachKey();
}
