package io.stockrule.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes into the image: the service and what it needs, and nothing that only shows or tries it.
class PackagedServiceIT {
    private static final Path PACKAGED = Path.of("target", "quarkus-app");

    @Test
    void the_service_is_in_it() {
        assertThat(entries()).contains("io/stockrule/Main.class", "db/migration/V1__access.sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/stockrule/simulator/",
                "io/stockrule/demo/",
                "simulator/",
                "org/sqlite/",
                "graphql/",
                "org/dataloader/"
            })
    void what_only_shows_the_service_is_not_in_it(String folder) {
        assertThat(entries()).noneMatch(entry -> entry.startsWith(folder));
    }

    @Test
    void no_library_of_the_simulators_alone_is_in_it() throws IOException {
        assertThat(names(Path.of("target", "simulator", "lib")))
                .isNotEmpty()
                .noneMatch(library ->
                        jars().stream().anyMatch(jar -> jar.toString().endsWith(library)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> entries() {
        return jars().stream().flatMap(PackagedServiceIT::entriesOf).toList();
    }

    private static Stream<String> entriesOf(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> jars() {
        try (var files = Files.walk(PACKAGED)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
