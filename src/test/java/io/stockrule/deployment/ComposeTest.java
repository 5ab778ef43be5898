package io.stockrule.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.docs.QuarkusSettings;
import io.stockrule.docs.Setting;
import io.stockrule.docs.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    private final JsonNode compose = Project.yaml("compose.yaml");
    private final JsonNode stockrule = compose.at("/services/stockrule");
    private final JsonNode postgres = compose.at("/services/postgres");

    @ParameterizedTest
    @ValueSource(strings = {"stockrule", "postgres"})
    void a_container_can_do_no_more_than_it_needs(String name) {
        var service = compose.at("/services/" + name);
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
        assertThat(texts(service.path("security_opt"))).contains("no-new-privileges:true");
        assertThat(texts(service.path("tmpfs"))).anyMatch(mount -> mount.startsWith("/tmp"));
        assertThat(service.at("/deploy/resources/limits/memory").asText()).isNotEmpty();
    }

    @Test
    void every_volume_is_mounted_and_every_mount_has_a_volume() {
        var mounted = new TreeSet<String>();
        for (var service : List.of(stockrule, postgres)) {
            texts(service.path("volumes")).forEach(mount -> mounted.add(mount.replaceFirst(":.*", "")));
        }
        assertThat(compose.path("volumes").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(mounted);
    }

    @Test
    void the_data_folder_is_a_volume() throws IOException {
        assertThat(texts(stockrule.path("volumes"))).anyMatch(mount -> mount.endsWith(":" + dataFolder()));
    }

    private static String dataFolder() {
        try {
            return Dockerfile.read().last("VOLUME").arguments();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_image_is_built_from_the_dockerfile_beside_it() {
        var context = Project.DEPLOYMENT.resolve(stockrule.at("/build/context").asText());
        assertThat(context.resolve("pom.xml")).exists();
        assertThat(context.resolve(stockrule.at("/build/dockerfile").asText())).exists();
        assertThat(stockrule.path("image").asText()).isEqualTo("stockrule:" + Project.version());
    }

    @Test
    void the_port_is_the_services_and_open_to_this_machine_only() {
        assertThat(texts(stockrule.path("ports"))).containsExactly("127.0.0.1:8080:" + port());
    }

    private static String port() {
        return Project.setting("quarkus.http.port");
    }

    @Test
    void postgres_is_the_version_that_the_service_is_tested_with() {
        var major = Project.property("postgres.version").replaceFirst("\\..*", "");
        assertThat(postgres.path("image").asText()).isEqualTo("postgres:" + major);
    }

    @Test
    void the_service_waits_for_the_database_that_postgres_makes() {
        assertThat(stockrule.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
        assertThat(texts(postgres.at("/healthcheck/test"))).contains("CMD", "pg_isready");
        var made = postgres.path("environment");
        var used = stockrule.path("environment");
        assertThat(used.path("QUARKUS_DATASOURCE_JDBC_URL").asText())
                .isEqualTo("jdbc:postgresql://postgres:5432/"
                        + made.path("POSTGRES_DB").asText());
        assertThat(used.path("QUARKUS_DATASOURCE_USERNAME")).isEqualTo(made.path("POSTGRES_USER"));
        assertThat(used.path("QUARKUS_DATASOURCE_PASSWORD")).isEqualTo(made.path("POSTGRES_PASSWORD"));
    }

    @Test
    void every_variable_is_a_setting() throws IOException {
        var known = new TreeSet<>(QuarkusSettings.environmentVariables());
        Settings.all().stream().map(Setting::environmentVariable).forEach(known::add);
        assertThat(stockrule.path("environment").fieldNames()).toIterable().isSubsetOf(known);
    }

    @Test
    void a_secret_that_is_missing_stops_the_start_and_says_what_to_do() {
        var secrets = new ArrayList<String>();
        stockrule.path("environment").forEach(value -> {
            if (value.asText().contains("$")) {
                secrets.add(value.asText());
            }
        });
        assertThat(secrets)
                .hasSize(3)
                .allMatch(value -> value.matches("\\$\\{[A-Z_]+:\\?.*deployment/new-secrets}"), "stops");
        assertThat(Files.isExecutable(Path.of("deployment", "new-secrets"))).isTrue();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
