package io.stockrule.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.stockrule.docs.QuarkusSettings;
import io.stockrule.docs.Setting;
import io.stockrule.docs.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Settings as they are named in the files for deployment and in the documentation, and the secrets made for them.
class EnvironmentTest {
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:QUARKUS|STOCKRULE)_[A-Z0-9_]+");

    @Test
    void every_variable_that_is_named_anywhere_is_a_setting() throws IOException {
        var known = new TreeSet<>(QuarkusSettings.environmentVariables());
        Settings.all().stream().map(Setting::environmentVariable).forEach(known::add);
        for (var file : files()) {
            assertThat(VARIABLE.matcher(Files.readString(file)).results().map(MatchResult::group))
                    .as(file.toString())
                    .isSubsetOf(known);
        }
    }

    private static Iterable<Path> files() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.of(
                            Project.files().stream(),
                            docs.filter(Files::isRegularFile).toList().stream(),
                            Stream.of(Path.of("README.md")))
                    .flatMap(files -> files)
                    .toList();
        }
    }

    @Test
    void fresh_secrets_are_what_the_service_takes() throws Exception {
        var secrets = newSecrets();
        assertThat(secrets)
                .containsOnlyKeys("QUARKUS_DATASOURCE_PASSWORD", "STOCKRULE_OPERATOR_KEY", "STOCKRULE_SECRETS_KEY");
        assertThat(secrets.get("STOCKRULE_OPERATOR_KEY")).matches("sr_\\w{40,}");
        assertThat(secrets.get("QUARKUS_DATASOURCE_PASSWORD")).matches("\\w{32}");
        assertThat(decrypted(String.valueOf(secrets.get("STOCKRULE_SECRETS_KEY")), "a token"))
                .isEqualTo("a token");
    }

    @Test
    void fresh_secrets_are_others_each_time() throws Exception {
        var secrets = newSecrets();
        assertThat(newSecrets()).allSatisfy((name, value) -> assertThat(value).isNotEqualTo(secrets.get(name)));
    }

    private static String decrypted(String keySet, String secret) throws GeneralSecurityException {
        AeadConfig.register();
        var json = new String(Base64.getDecoder().decode(keySet), StandardCharsets.UTF_8);
        var aead = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        var cipherText = aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), new byte[0]);
        return new String(aead.decrypt(cipherText, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, String> newSecrets() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh");
        var process = new ProcessBuilder("/bin/sh", "deployment/new-secrets")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var secrets = new HashMap<String, String>();
        try (var lines = process.inputReader()) {
            lines.lines().map(line -> line.split("=", 2)).forEach(parts -> secrets.put(parts[0], parts[1]));
        }
        assertThat(process.waitFor()).isZero();
        return secrets;
    }
}
