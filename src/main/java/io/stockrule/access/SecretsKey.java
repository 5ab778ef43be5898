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

    /// @param setting the key set that encrypts secrets, a Tink key set in JSON, in base64; without it, one is
    ///     generated and kept in the data folder
    SecretsKey(
            @ConfigProperty(name = "stockrule.secrets.key") Optional<String> setting,
            @ConfigProperty(name = "stockrule.data.folder", defaultValue = "data") Path folder)
            throws IOException, GeneralSecurityException {
        AeadConfig.register();
        var file = folder.resolve("secrets-key.json");
        this.origin = setting.map(_ -> "the setting stockrule.secrets.key").orElse(file.toString());
        this.keys = parse(text(setting, file));
    }

    KeysetHandle keys() {
        return keys;
    }

    /// Where it came from, for messages.
    String origin() {
        return origin;
    }

    private static String text(Optional<String> setting, Path file) throws IOException, GeneralSecurityException {
        if (setting.isPresent()) {
            return new String(Base64.getDecoder().decode(setting.get()), StandardCharsets.UTF_8);
        }
        if (!Files.exists(file)) {
            generate(file);
        }
        return Files.readString(file);
    }

    private KeysetHandle parse(String text) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(origin + " is not a Tink key set in JSON", e);
        }
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
