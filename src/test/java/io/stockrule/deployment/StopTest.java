package io.stockrule.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.docs.Settings;
import io.stockrule.work.ServiceStop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Nobody kills the service before it has ended by itself, however long that takes.
class StopTest {
    /// Connections are closed, the process ends; a machine may be slow.
    private static final Duration REST = Duration.ofSeconds(5);

    private static Duration longest(String shutdownTimeout) {
        var calls = seconds(shutdownTimeout);
        var together = calls.compareTo(ServiceStop.WITHIN) > 0 ? calls : ServiceStop.WITHIN;
        return together.plus(seconds(Project.setting("%prod.quarkus.thread-pool.shutdown-timeout")))
                .plus(REST);
    }

    private static Duration seconds(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    /// Without it the workers would end after the calls, not beside them.
    @Test
    void the_beginning_of_a_stop_is_told() {
        assertThat(Project.setting("quarkus.shutdown.delay-enabled")).isEqualTo("true");
    }

    /// What is under way to Amazon has its time, and the time to be written down.
    @Test
    void a_request_to_amazon_lands_within_the_stop() {
        assertThat(ServiceStop.WITHIN).isGreaterThanOrEqualTo(requestTimeout().plusSeconds(3));
    }

    private static Duration requestTimeout() {
        return Settings.all().stream()
                .filter(setting -> setting.name().equals("stockrule.delivery.request-timeout"))
                .map(setting -> seconds(setting.standard().orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void containers_are_given_the_time_that_the_longest_stop_takes() {
        var stockrule = Project.yaml("compose.yaml").at("/services/stockrule");
        assertThat(seconds(stockrule.path("stop_grace_period").asText()))
                .isGreaterThanOrEqualTo(longest(
                        stockrule.at("/environment/QUARKUS_SHUTDOWN_TIMEOUT").asText()));
    }

    @Test
    void pods_are_given_the_time_that_the_longest_stop_takes_after_their_pause() {
        var pod = Project.yaml("kubernetes/deployment.yaml").at("/spec/template/spec");
        var pause = new ArrayList<String>();
        pod.at("/containers/0/lifecycle/preStop/exec/command").forEach(word -> pause.add(word.asText()));
        assertThat(pause).startsWith("sleep").hasSize(2);
        var timeout = Project.yaml("kubernetes/config-map.yaml").at("/data/QUARKUS_SHUTDOWN_TIMEOUT");
        assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong()))
                .isGreaterThanOrEqualTo(seconds(pause.getLast() + "S").plus(longest(timeout.asText())));
    }
}
