package io.stockrule.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private final Dockerfile dockerfile;

    DockerfileTest() throws IOException {
        this.dockerfile = Dockerfile.read();
    }

    @Test
    void it_builds_and_runs_on_the_java_that_the_project_is_compiled_for() throws IOException {
        var java = Project.property("maven.compiler.release");
        assertThat(dockerfile.all("FROM").map(from -> from.words().getFirst()))
                .hasSize(2)
                .allMatch(image -> image.matches(".*(eclipse-temurin[-:])" + java + "(-jre)?"), "has Java " + java);
    }

    @Test
    void what_it_copies_is_in_the_project_or_is_built() {
        assertThat(dockerfile.all("COPY")).isNotEmpty().allSatisfy(copy -> {
            var words = copy.words();
            boolean built = words.getFirst().equals("--from=build");
            assertThat(words.subList(built ? 1 : 0, words.size() - 1))
                    .allSatisfy(source ->
                            assertThat(exists(source, built)).as(source).isTrue());
        });
    }

    private static boolean exists(String source, boolean built) {
        return built ? source.equals("/build/target/quarkus-app") : Files.exists(Path.of(source));
    }

    @Test
    void what_it_copies_is_sent_to_the_builder() throws IOException {
        var sent = Files.readAllLines(Path.of("deployment", "Dockerfile.dockerignore"));
        assertThat(dockerfile.all("COPY").map(copy -> copy.words().getFirst()).filter(it -> !it.startsWith("--")))
                .allSatisfy(source -> assertThat(sent).contains("!" + source));
    }

    @Test
    void it_runs_as_a_user_who_is_not_root_and_known_by_number() {
        assertThat(dockerfile.last("USER").arguments()).matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    @Test
    void its_folders_are_those_that_the_service_is_told() {
        var environment = dockerfile.last("ENV").words();
        assertThat(environment)
                .contains(
                        "STOCKRULE_DATA_FOLDER=" + dockerfile.last("VOLUME").arguments(),
                        "STOCKRULE_RULES_FOLDER=" + dockerfile.last("WORKDIR").arguments() + "/rules");
        assertThat(dockerfile.last("EXPOSE").arguments()).isEqualTo(Project.setting("quarkus.http.port"));
    }

    @Test
    void a_stop_reaches_java() throws IOException {
        assertThat(words(dockerfile.last("ENTRYPOINT").arguments()))
                .startsWith("java")
                .endsWith("-jar", "app/quarkus-run.jar");
        assertThat(dockerfile.last("STOPSIGNAL").arguments()).isEqualTo("SIGTERM");
    }

    @Test
    void its_check_asks_for_readiness_on_the_services_port() throws IOException {
        var check = dockerfile.last("HEALTHCHECK").arguments();
        assertThat(words(check.substring(check.indexOf("CMD") + 3)).getLast())
                .contains("/127.0.0.1/" + Project.setting("quarkus.http.port"), "GET /q/health/ready ");
    }

    @Test
    void its_version_is_the_projects() {
        assertThat(dockerfile.last("LABEL").arguments()).contains("version=\"" + Project.version() + "\"");
    }

    /// The form that starts a program without a shell around it is JSON.
    private static List<String> words(String exec) throws IOException {
        return List.of(new ObjectMapper().readValue(exec.strip(), String[].class));
    }
}
