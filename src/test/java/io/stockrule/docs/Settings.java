package io.stockrule.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// All settings of the service, read from its sources: comments are there and nowhere else.
public final class Settings {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final List<String> SIGNS = List.of("@ConfigMapping", "@ConfigProperty", "getOptionalValue");

    private Settings() {}

    /// In the order of their names.
    public static Collection<Setting> all() {
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, UTF_8)) {
            var sources = files.getJavaFileObjectsFromPaths(sources());
            var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, files, null, List.of("-proc:none"), null, sources);
            var found = new TreeMap<String, Setting>();
            var reader = new SettingReader(task);
            for (var unit : task.parse()) {
                reader.read(unit).forEach(setting -> found.merge(setting.name(), setting, Settings::better));
            }
            return found.values();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The data folder is read twice, and described once.
    private static Setting better(Setting one, Setting other) {
        return one.meaning().isEmpty() ? other : one;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(Settings::hasSettings)
                    .toList();
        }
    }

    private static boolean hasSettings(Path file) {
        try {
            var text = Files.readString(file);
            return SIGNS.stream().anyMatch(text::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
