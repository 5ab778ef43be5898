package io.stockrule.access;

import jakarta.enterprise.context.ApplicationScoped;

/// Encrypts what must not be readable in the database: client secrets and tokens.
@ApplicationScoped
public class Secrets {
    /// @param purpose what the secret is and whose, such as `shop/17/42/client-secret`: a cipher text copied to another
    ///     row does not decrypt there
    public byte[] encrypt(String secret, String purpose) {
        throw new UnsupportedOperationException("not yet");
    }

    public String decrypt(byte[] cipherText, String purpose) {
        throw new UnsupportedOperationException("not yet");
    }
}
