package io.stockrule.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/settings.md` is written from the sources: with `-Dstockrule.docs.write=true` this test writes it, without it
/// fails when the file is not what it would write.
class SettingsDocsTest {
    private static final Path FILE = Path.of("docs", "settings.md");

    /// Settings of Quarkus that people who run the service need. The meanings are ours.
    private static final Map<String, String> OF_QUARKUS = new TreeMap<>(Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            "A PostgreSQL of your own, such as `jdbc:postgresql://db.example.com:5432/stockrule`. Absent: the embedded one.",
            "QUARKUS_DATASOURCE_USERNAME",
            "The role that owns the database.",
            "QUARKUS_DATASOURCE_PASSWORD",
            "Its password.",
            "QUARKUS_DATASOURCE_JDBC_MAX_SIZE",
            "Connections to the database at most, 20 if not set. All replicas together must stay below the database's limit.",
            "QUARKUS_DATASOURCE_JDBC_NEW_CONNECTION_SQL",
            "The limits of every connection: `set idle_in_transaction_session_timeout = 2000; set lock_timeout = 2000; set statement_timeout = 3000` if not set, in milliseconds. Longer ones let a replica that stands still hold up the others for so long.",
            "QUARKUS_HTTP_HOST",
            "The address to listen on, `0.0.0.0` if not set.",
            "QUARKUS_HTTP_PORT",
            "The port to listen on, 8080 if not set.",
            "QUARKUS_SHUTDOWN_TIMEOUT",
            "How long calls that are under way may take when the service is told to stop, such as `10S`.",
            "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
            "`true` writes the log as JSON, an object a line, for machines to read.",
            "QUARKUS_LOG_LEVEL",
            "How much is logged: `INFO` if not set, `WARN` for less, `DEBUG` for very much more."));

    @Test
    void the_page_is_what_the_sources_say() throws IOException {
        if (Boolean.getBoolean("stockrule.docs.write")) {
            Files.writeString(FILE, page());
        }
        assertThat(Files.readString(FILE))
                .as("run mvn test -Dtest=SettingsDocsTest -Dstockrule.docs.write=true and commit %s", FILE)
                .isEqualTo(page());
    }

    @Test
    void every_setting_has_a_meaning() {
        assertThat(Settings.all())
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.meaning()).as(setting.name()).isNotBlank());
    }

    @Test
    void no_setting_of_a_configuration_interface_is_missing() {
        assertThat(Settings.all()).extracting(Setting::name).containsAll(mapped());
    }

    @Test
    void the_settings_of_quarkus_exist() throws IOException {
        assertThat(QuarkusSettings.environmentVariables()).containsAll(OF_QUARKUS.keySet());
    }

    private static List<String> mapped() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.stockrule").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> type.reflect())
                        .flatMap(SettingsDocsTest::mapped)
                        .toList();
    }

    private static Stream<String> mapped(Class<?> type) {
        var prefix = type.getAnnotation(ConfigMapping.class).prefix();
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .map(name -> prefix + "." + StringUtil.skewer(name));
    }

    private static String page() {
        var groups = new TreeMap<>(Settings.all().stream().collect(groupingBy(Setting::group)));
        return """
                # Settings

                Written by `SettingsDocsTest` from the sources; change the comments there, not this page.

                A setting is given as an environment variable, or as a line `name=value` in the file
                `config/application.properties` of the folder that the service is started in. The environment wins. The service
                does not start with a value that it cannot use or a name that it does not know, and says which. A duration is a number and a unit, `200ms`, `10s`,
                `15m`, `24h`, `2d`.

                %s
                ## Quarkus

                Stockrule runs on Quarkus, whose settings (https://quarkus.io/guides/all-config) work too, except those that
                are fixed at the build. These you may need:

                | environment variable | meaning |
                |---|---|
                %s""".formatted(
                        groups.entrySet().stream()
                                .map(group -> section(group.getKey(), group.getValue()))
                                .collect(joining("\n")),
                        OF_QUARKUS.entrySet().stream()
                                .map(setting -> "| `%s` | %s |\n".formatted(setting.getKey(), setting.getValue()))
                                .collect(joining()));
    }

    private static String section(String group, List<Setting> settings) {
        return """
                ## %s

                | setting | environment variable | type | if not set | meaning |
                |---|---|---|---|---|
                %s""".formatted(group, settings.stream().map(SettingsDocsTest::row).collect(joining()));
    }

    private static String row(Setting setting) {
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        setting.environmentVariable(),
                        setting.type(),
                        setting.standard().map("`%s`"::formatted).orElse(""),
                        sentence(setting.meaning()).replace("|", "\\|"));
    }

    private static String sentence(String meaning) {
        var capital = Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
