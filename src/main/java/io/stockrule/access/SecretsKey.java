package io.stockrule.access;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The key set that encrypts secrets: a setting, or generated and kept in the data folder. Lose it, and the
/// secrets in the database are lost.
@Singleton
class SecretsKey {
    private final KeysetHandle keys;
    private final String origin;
    private final Path file;
    private final boolean isNew;

    /// @param setting the key set that encrypts secrets, a Tink key set in JSON, in base64; without it, one is
    ///     generated and kept in the data folder
    SecretsKey(
            @ConfigProperty(name = "stockrule.secrets.key") Optional<String> setting,
            @ConfigProperty(name = "stockrule.data.folder", defaultValue = "data") Path folder)
            throws IOException, GeneralSecurityException {
        AeadConfig.register();
        this.file = folder.resolve("secrets-key.json");
        this.isNew = setting.isEmpty() && !Files.exists(file);
        this.origin = setting.map(_ -> "the setting stockrule.secrets.key").orElse(file.toString());
        this.keys = parse(text(setting));
    }

    KeysetHandle keys() {
        return keys;
    }

    /// Where it came from, for messages.
    String origin() {
        return origin;
    }

    /// Whether it was generated a moment ago.
    boolean isNew() {
        return isNew;
    }

    /// Takes away what was generated a moment ago and encrypted nothing yet, so that the next start finds what this one
    /// found.
    void forgetIfNew() {
        if (isNew) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String text(Optional<String> setting) throws IOException, GeneralSecurityException {
        if (setting.isPresent()) {
            return decoded(setting.get());
        }
        if (isNew) {
            generate(file);
        }
        return Files.readString(file);
    }

    private static String decoded(String setting) {
        try {
            return new String(Base64.getDecoder().decode(setting.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySet(
                    "The setting stockrule.secrets.key is not base64. It is a Tink key set in JSON, as one line of base64",
                    e);
        }
    }

    private KeysetHandle parse(String text) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new InvalidKeySet(
                    "%s is not a Tink key set in JSON. Put the key set back that was in use".formatted(capital(origin)),
                    e);
        }
    }

    private static String capital(String words) {
        return words.startsWith("the ") ? "T" + words.substring(1) : words;
    }

    /// Of mode 600, whole or not at all.
    private static void generate(Path file) throws IOException, GeneralSecurityException {
        var keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        var folder = Files.createDirectories(file.toAbsolutePath().getParent());
        var unfinished = Files.createTempFile(folder, ".secrets-", "", asFileAttribute(fromString("rw-------")));
        Files.writeString(unfinished, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
