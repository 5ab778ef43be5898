package io.stockrule.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.access.SealedSecrets.Sealed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At the start the key set is tried on what the database holds.
class KeySetTrialTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void begin() {
        file = folder.resolve("secrets-key.json");
    }

    @Test
    void the_key_set_that_encrypted_all_starts_and_an_empty_database_with_any() throws Exception {
        var sealed = sealed(folder, 3);
        assertThatCode(() -> start(sealed, false)).doesNotThrowAnyException();
        assertThatCode(() -> start(List.of(), false)).doesNotThrowAnyException();
    }

    @Test
    void a_missing_key_set_is_refused_at_every_start_and_none_is_left_in_its_place() throws Exception {
        var sealed = sealed(folder, 3);
        Files.delete(file);
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> start(sealed, false))
                    .isInstanceOf(InvalidKeySet.class)
                    .hasMessageStartingWith("The key set " + file + " is missing")
                    .hasMessageContaining("STOCKRULE_SECRETS_LOST=true");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void another_key_set_is_refused_and_kept() throws Exception {
        var sealed = sealed(folder.resolve("before"), 1);
        var ours = sealed(folder, 1);
        var written = Files.readString(file);
        assertThatThrownBy(() -> start(sealed, false))
                .isInstanceOf(InvalidKeySet.class)
                .hasMessageStartingWith("The key set of " + file + " is not the one that encrypted");
        assertThat(file).hasContent(written);
        assertThatCode(() -> start(ours, false)).doesNotThrowAnyException();
    }

    @Test
    void one_whose_secrets_are_lost_on_purpose_starts() throws Exception {
        var sealed = sealed(folder, 3);
        Files.delete(file);
        assertThatCode(() -> start(sealed, true)).doesNotThrowAnyException();
        assertThat(file).exists();
    }

    @Test
    void one_damaged_secret_stops_nobody_and_a_key_that_two_rely_on_does() throws Exception {
        var ours = sealed(folder, 3);
        var damaged = new Sealed(new byte[] {1, 2, 3, 4, 5, 6}, "shop 9", "shop/9");
        assertThatCode(() -> start(join(ours, List.of(damaged)), false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(join(ours, sealed(folder.resolve("other"), 2)), false))
                .isInstanceOf(InvalidKeySet.class);
    }

    private static List<Sealed> join(List<Sealed> one, List<Sealed> other) {
        return IntStream.range(0, one.size() + other.size())
                .mapToObj(i -> i < one.size() ? one.get(i) : other.get(i - one.size()))
                .toList();
    }

    private static List<Sealed> sealed(Path folder, int holders) throws Exception {
        var secrets = new Secrets(new SecretsKey(Optional.empty(), folder));
        return IntStream.range(0, holders)
                .mapToObj(i -> new Sealed(secrets.encrypt("hunter2", "shop/" + i), "shop " + i, "shop/" + i))
                .toList();
    }

    private void start(List<Sealed> sealed, boolean lost) throws Exception {
        var key = new SecretsKey(Optional.empty(), folder);
        new KeySetTrial(new Secrets(key), key, List.of(() -> sealed), lost).started(new StartupEvent());
    }
}
