package io.stockrule.access;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// Encrypts what must not be readable in the database: client secrets and tokens.
@Startup // so that a wrong key set is told at the start
@ApplicationScoped
public class Secrets {
    private final Aead aead;
    private final String origin;

    Secrets(SecretsKey key) throws GeneralSecurityException {
        AeadConfig.register();
        this.aead = key.keys().getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.origin = key.origin();
    }

    /// @param purpose what the secret is and whose, such as `shop/17/42/client-secret`: a cipher text copied to another
    ///     row does not decrypt there
    public byte[] encrypt(String secret, String purpose) {
        try {
            return aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt " + purpose, e);
        }
    }

    /// @throws UnreadableSecret if it does not decrypt: whoever reads many goes on with the others
    public String decrypt(byte[] cipherText, String purpose) {
        try {
            var plain = aead.decrypt(cipherText, purpose.getBytes(StandardCharsets.UTF_8));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecret(
                    "%s cannot be decrypted with %s: it was encrypted with another key set, for another purpose, or changed"
                            .formatted(purpose, origin),
                    e);
        }
    }
}
