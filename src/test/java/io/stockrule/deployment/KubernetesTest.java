package io.stockrule.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.stockrule.docs.QuarkusSettings;
import io.stockrule.docs.Setting;
import io.stockrule.docs.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The manifests, read into the types of Kubernetes' own schema: a field that is not there, or of another type, fails.
class KubernetesTest {
    private static final ObjectMapper STRICT = Project.YAML
            .copy()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                /// The types keep what they do not know; here nothing may be unknown.
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    private final Namespace namespace = read("namespace.yaml", Namespace.class);
    private final ConfigMap configMap = read("config-map.yaml", ConfigMap.class);
    private final Secret secret = read("secret.example.yaml", Secret.class);
    private final Deployment deployment = read("deployment.yaml", Deployment.class);
    private final Service service = read("service.yaml", Service.class);
    private final PodDisruptionBudget budget = read("pod-disruption-budget.yaml", PodDisruptionBudget.class);
    private final Ingress ingress = read("ingress.example.yaml", Ingress.class);
    private final JsonNode monitor = Project.yaml("kubernetes/service-monitor.example.yaml");
    private final JsonNode kustomization = Project.yaml("kubernetes/kustomization.yaml");
    private final Container container =
            deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();

    private static <T extends HasMetadata> T read(String file, Class<T> type) {
        var tree = Project.yaml("kubernetes/" + file);
        try {
            var read = STRICT.treeToValue(tree, type);
            assertThat(tree.path("kind").asText()).isEqualTo(HasMetadata.getKind(type));
            assertThat(tree.path("apiVersion").asText()).isEqualTo(HasMetadata.getApiVersion(type));
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is not what Kubernetes takes: " + e.getMessage(), e);
        }
    }

    @Test
    void every_manifest_is_applied_or_an_example() throws IOException {
        var applied = new ArrayList<String>();
        kustomization.path("resources").forEach(file -> applied.add(file.asText()));
        assertThat(Project.files().stream()
                        .filter(file -> file.startsWith(Project.DEPLOYMENT.resolve("kubernetes")))
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.contains(".example.") && !name.equals("kustomization.yaml")))
                .containsExactlyInAnyOrderElementsOf(applied);
        assertThat(kustomization.path("namespace").asText())
                .isEqualTo(namespace.getMetadata().getName())
                .isEqualTo(ingress.getMetadata().getNamespace())
                .isEqualTo(monitor.at("/metadata/namespace").asText());
    }

    @Test
    void the_image_is_named_once_with_the_projects_version() {
        assertThat(kustomization.at("/images/0/name").asText()).isEqualTo(container.getImage());
        assertThat(kustomization.at("/images/0/newTag").asText()).isEqualTo(Project.version());
    }

    @Test
    void a_replica_is_restricted() {
        var pod = deployment.getSpec().getTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        var rights = container.getSecurityContext();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(rights.getCapabilities().getAdd()).isEmpty();
    }

    @Test
    void the_user_is_that_of_the_image() throws IOException {
        var rights = deployment.getSpec().getTemplate().getSpec().getSecurityContext();
        assertThat(rights.getRunAsUser() + ":" + rights.getRunAsGroup())
                .isEqualTo(Dockerfile.read().last("USER").arguments());
    }

    @Test
    void memory_is_asked_for_and_limited() {
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getResources().getRequests()).containsKeys("memory", "cpu");
        assertThat(container.getResources().getRequests().get("memory"))
                .isEqualTo(container.getResources().getLimits().get("memory"));
    }

    @Test
    void each_probe_asks_its_own_address_on_the_services_port() {
        var port = container.getPorts().getFirst();
        assertThat(port.getContainerPort().toString()).isEqualTo(Project.setting("quarkus.http.port"));
        Map.of(
                        "/q/health/started", container.getStartupProbe(),
                        "/q/health/live", container.getLivenessProbe(),
                        "/q/health/ready", container.getReadinessProbe())
                .forEach((path, probe) -> {
                    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
                    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(port.getName());
                });
    }

    @Test
    void a_start_may_take_longer_than_the_wait_for_the_database() {
        var wait = Duration.parse(
                "PT" + configMap.getData().get("STOCKRULE_DATABASE_WAIT").toUpperCase(Locale.ROOT));
        assertThat(patience(container.getStartupProbe())).isGreaterThan(wait.plusMinutes(1));
    }

    private static Duration patience(Probe probe) {
        return Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold());
    }

    @Test
    void selectors_find_the_replicas() {
        var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(labels).containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
        assertThat(budget.getSpec().getMinAvailable().getIntVal())
                .isLessThan(deployment.getSpec().getReplicas());
        deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTopologySpreadConstraints()
                .forEach(spread -> assertThat(labels)
                        .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
    }

    @Test
    void the_service_leads_to_the_containers_port_and_the_ingress_to_the_service() {
        var port = service.getSpec().getPorts().getFirst();
        assertThat(port.getTargetPort().getStrVal())
                .isEqualTo(container.getPorts().getFirst().getName());
        assertThat(ingress.getSpec().getRules().getFirst().getHttp().getPaths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.getBackend().getService().getName())
                        .isEqualTo(service.getMetadata().getName()))
                .allSatisfy(path -> assertThat(
                                path.getBackend().getService().getPort().getName())
                        .isEqualTo(port.getName()));
    }

    /// Webhooks, the page with its files, and the API that it asks; not health, metrics and what else is under `/q`.
    @Test
    void the_ingress_lets_in_what_comes_from_outside_and_no_more() {
        assertThat(ingress.getSpec().getRules().getFirst().getHttp().getPaths())
                .extracting(path -> path.getPathType() + " " + path.getPath())
                .containsExactlyInAnyOrder(
                        "Prefix /webhooks/shopify/",
                        "Exact /shopify/authorized",
                        "Exact /",
                        "Exact /icon.svg",
                        "Prefix /static/",
                        "Prefix /api/");
    }

    @Test
    void the_monitor_finds_the_service_and_the_operators_key() {
        assertThat(service.getMetadata().getLabels())
                .containsEntry(
                        "app.kubernetes.io/name",
                        monitor.at("/spec/selector/matchLabels/app.kubernetes.io~1name")
                                .asText());
        var endpoint = monitor.at("/spec/endpoints/0");
        assertThat(endpoint.path("port").asText())
                .isEqualTo(service.getSpec().getPorts().getFirst().getName());
        assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
        assertThat(endpoint.at("/authorization/credentials/name").asText())
                .isEqualTo(secret.getMetadata().getName());
        assertThat(secret.getStringData())
                .containsKey(endpoint.at("/authorization/credentials/key").asText());
    }

    @Test
    void every_mount_has_a_volume_and_the_other_way_round() {
        var volumes = deployment.getSpec().getTemplate().getSpec().getVolumes();
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/tmp");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        volumes.stream().map(volume -> volume.getName()).toList());
    }

    @Test
    void the_environment_comes_from_the_config_map_and_the_secret() {
        assertThat(container.getEnvFrom().stream()
                        .map(EnvFromSource::getConfigMapRef)
                        .filter(Objects::nonNull))
                .extracting(ConfigMapEnvSource::getName)
                .containsExactly(configMap.getMetadata().getName());
        assertThat(container.getEnvFrom().stream()
                        .map(EnvFromSource::getSecretRef)
                        .filter(Objects::nonNull))
                .extracting(SecretEnvSource::getName)
                .containsExactly(secret.getMetadata().getName());
    }

    @Test
    void every_variable_is_a_setting_and_no_secret_has_a_value() throws IOException {
        var known = new TreeSet<>(QuarkusSettings.environmentVariables());
        Settings.all().stream().map(Setting::environmentVariable).forEach(known::add);
        List<String> names = Stream.concat(
                        configMap.getData().keySet().stream(), secret.getStringData().keySet().stream())
                .toList();
        assertThat(names).doesNotHaveDuplicates().isSubsetOf(known).contains("QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(secret.getStringData().values()).containsOnly("REPLACE-ME");
    }
}
