package io.stockrule.access;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void a_secret_comes_back_for_its_purpose() throws Exception {
        var secrets = secrets(folder, Optional.empty());
        assertThat(secrets.decrypt(secrets.encrypt("hunter2", "shop/1/2/secret"), "shop/1/2/secret"))
                .isEqualTo("hunter2");
    }

    @Test
    void the_cipher_text_shows_nothing_and_differs_each_time() throws Exception {
        var secrets = secrets(folder, Optional.empty());
        var cipherText = secrets.encrypt("hunter2", "shop/1/2/secret");
        assertThat(new String(cipherText, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
        assertThat(secrets.encrypt("hunter2", "shop/1/2/secret")).isNotEqualTo(cipherText);
    }

    @Test
    void a_secret_copied_to_another_row_does_not_decrypt() throws Exception {
        var secrets = secrets(folder, Optional.empty());
        var cipherText = secrets.encrypt("hunter2", "shop/1/2/secret");
        assertThatThrownBy(() -> secrets.decrypt(cipherText, "shop/9/2/secret")).isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void the_generated_key_set_is_kept_for_the_next_start_and_for_nobody_else() throws Exception {
        var cipherText = secrets(folder, Optional.empty()).encrypt("hunter2", "p");
        assertThat(secrets(folder, Optional.empty()).decrypt(cipherText, "p")).isEqualTo("hunter2");
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets-key.json")))
                .isEqualTo(fromString("rw-------"));
    }

    @Test
    void a_key_set_can_be_a_setting() throws Exception {
        var cipherText = secrets(folder, Optional.empty()).encrypt("hunter2", "p");
        var setting = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("secrets-key.json")));
        var elsewhere = folder.resolve("elsewhere");
        assertThat(secrets(elsewhere, Optional.of(setting)).decrypt(cipherText, "p"))
                .isEqualTo("hunter2");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void a_lost_key_set_is_said_clearly() throws Exception {
        var cipherText = secrets(folder, Optional.empty()).encrypt("hunter2", "shop/1/2/secret");
        Files.delete(folder.resolve("secrets-key.json"));
        var secrets = secrets(folder, Optional.empty());
        assertThatThrownBy(() -> secrets.decrypt(cipherText, "shop/1/2/secret"))
                .hasMessageContaining("shop/1/2/secret cannot be decrypted with ")
                .hasMessageContaining("secrets-key.json")
                .hasMessageContaining("another key set");
    }

    @Test
    void a_damaged_key_set_is_said_clearly() throws Exception {
        Files.writeString(folder.resolve("secrets-key.json"), "{");
        assertThatThrownBy(() -> secrets(folder, Optional.empty()))
                .hasMessageContaining("secrets-key.json is not a Tink key set");
    }

    @Test
    void a_setting_that_is_not_base64_is_said_clearly() {
        assertThatThrownBy(() -> secrets(folder, Optional.of("{\"primaryKeyId\": 1}")))
                .isInstanceOf(InvalidKeySet.class)
                .hasMessageContaining("stockrule.secrets.key is not base64");
        assertThatThrownBy(() -> secrets(folder, Optional.of("bm90aGluZw==")))
                .isInstanceOf(InvalidKeySet.class)
                .hasMessageStartingWith("The setting stockrule.secrets.key is not a Tink key set");
    }

    /// As `docs/operations.md` has it: add a key, make it primary, keep the old one until all secrets have moved.
    @Test
    void a_key_set_is_rotated() throws Exception {
        var old = secrets(folder, Optional.empty());
        var shop = old.encrypt("hunter2", "shop/1/2/secret");
        var file = folder.resolve("secrets-key.json");
        var keys = TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
        var both = KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        var rotated = with(both);
        assertThat(rotated.decrypt(shop, "shop/1/2/secret")).isEqualTo("hunter2");
        var moved = rotated.encrypt("hunter2", "shop/1/2/secret");
        assertThatThrownBy(() -> old.decrypt(moved, "shop/1/2/secret")).isInstanceOf(UnreadableSecret.class);

        var alone = with(KeysetHandle.newBuilder(both).deleteAt(0).build());
        assertThat(alone.decrypt(moved, "shop/1/2/secret")).isEqualTo("hunter2");
        assertThatThrownBy(() -> alone.decrypt(shop, "shop/1/2/secret")).isInstanceOf(UnreadableSecret.class);
    }

    private Secrets with(KeysetHandle keys) throws Exception {
        var text = TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
        var setting = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return secrets(folder, Optional.of(setting));
    }

    private static Secrets secrets(Path folder, Optional<String> setting) throws Exception {
        return new Secrets(new SecretsKey(setting, folder));
    }
}
