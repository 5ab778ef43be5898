package io.stockrule.deployment;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the files in `deployment` have to agree with.
final class Project {
    static final Path DEPLOYMENT = Path.of("deployment");
    static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build());

    private Project() {}

    static String property(String name) {
        return found("<%1$s>([^<]+)</%1$s>".formatted(Pattern.quote(name)));
    }

    static String version() {
        return found("<artifactId>stockrule</artifactId>\\s*<version>([^<]+)</version>");
    }

    private static String found(String pattern) {
        var match = Pattern.compile(pattern).matcher(text(Path.of("pom.xml")));
        if (!match.find()) {
            throw new IllegalArgumentException("not in pom.xml: " + pattern);
        }
        return match.group(1);
    }

    static String setting(String name) {
        try (var in = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            var settings = new Properties();
            settings.load(in);
            return settings.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOYMENT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".env"))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode yaml(String file) {
        try {
            return YAML.readTree(text(DEPLOYMENT.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
