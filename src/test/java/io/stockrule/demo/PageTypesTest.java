package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page's TypeScript is only stripped of its types when it is bundled. Here the compiler looks at them, in the
/// Node.js
/// that Playwright brings.
class PageTypesTest {
    private static final String REST = "META-INF/.more.tgz";
    private static final String CONFIG = """
            {"compilerOptions": {
                "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "lib": ["es2023", "dom", "dom.iterable"],
                "strict": true, "noUnusedLocals": true, "noImplicitReturns": true, "noFallthroughCasesInSwitch": true,
                "skipLibCheck": true, "noEmit": true, "types": []},
             "include": ["app/**/*.ts", "styles.d.ts"]}
            """;

    @TempDir
    Path folder;

    @Test
    void the_compiler_finds_nothing_wrong_with_the_page() throws IOException, InterruptedException {
        unpackPackages();
        copy(Path.of("src/main/resources/web/app"), folder.resolve("app"));
        Files.writeString(folder.resolve("styles.d.ts"), "declare module '*.css';");
        Files.writeString(folder.resolve("tsconfig.json"), CONFIG);
        assertThat(compilerSays()).isEmpty();
        Files.writeString(folder.resolve("app/slip.ts"), "export const slip: number = 'five';");
        assertThat(compilerSays()).contains("app/slip.ts(1,14): error TS2322");
    }

    private String compilerSays() throws IOException, InterruptedException {
        var program = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .driverDir()
                .resolve("node");
        var compiler = new ProcessBuilder(program.toString(), "node_modules/typescript/lib/_tsc.js", "-p", ".")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(compiler.getInputStream().readAllBytes());
        compiler.waitFor();
        return said;
    }

    /// Of each package the bundler's part lies in its archive, and the types, which the bundler has no use for, in an
    /// archive within.
    private void unpackPackages() throws IOException {
        for (var rest : Collections.list(getClass().getClassLoader().getResources(REST))) {
            var archive = Path.of(rest.getPath().replaceFirst("^file:", "").replaceFirst("!.*$", ""));
            try (var jar = new JarFile(archive.toFile())) {
                unpack(jar);
            }
        }
    }

    private void unpack(JarFile jar) throws IOException {
        var files = jar.stream()
                .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("META-INF/resources/_static/"))
                .toList();
        var description = files.stream()
                .filter(entry -> entry.getName().matches("META-INF/resources/_static/[^/]+/[^/]+/package.json"))
                .findFirst();
        if (description.isEmpty()) {
            return; // a program and no package
        }
        var name = new ObjectMapper()
                .readTree(jar.getInputStream(description.get()))
                .path("name")
                .asText();
        var place = folder.resolve("node_modules").resolve(name);
        for (var file : files) {
            write(place, file.getName(), jar.getInputStream(file));
        }
        try (var more = new TarArchiveInputStream(new GZIPInputStream(jar.getInputStream(jar.getEntry(REST))))) {
            for (var file = more.getNextEntry(); file != null; file = more.getNextEntry()) {
                if (file.getName().matches(".*[.]d[.]c?ts")) {
                    write(place, file.getName(), more);
                }
            }
        }
    }

    private static void write(Path place, String name, InputStream content) throws IOException {
        var file = place.resolve(name.replaceFirst("^.*?_static/[^/]+/[^/]+/", ""));
        assertThat(file.normalize()).startsWithRaw(place);
        Files.createDirectories(file.getParent());
        Files.write(file, content.readAllBytes());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
