package io.stockrule.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the settings say of a queue.
class NotificationConfigTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:stock-rule_1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            SETTINGS                                        | SENTENCE
            queue access-key-id                             | belong together
            queue secret-access-key                         | belong together
            access-key-id secret-access-key                 | queue is missing
            endpoint                                        | queue is missing
            queue visibility                                | must not be shorter
            """)
    void half_of_a_queue_is_refused_with_a_sentence(String settings, String sentence) {
        assertThatThrownBy(() -> NotificationReceiver.check(of(settings)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "queue", "queue endpoint", "queue access-key-id secret-access-key"})
    void a_whole_one_or_none_is_taken(String settings) {
        assertThatCode(() -> NotificationReceiver.check(of(settings))).doesNotThrowAnyException();
    }

    private static NotificationConfig of(String settings) {
        var values = Map.of(
                "queue", QUEUE,
                "endpoint", "http://127.0.0.1:9324",
                "access-key-id", "key",
                "secret-access-key", "secret",
                "visibility", "2s");
        return NotificationScene.mapped(Stream.of(settings.split(" "))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toMap(name -> "stockrule.amazon-notifications." + name, values::get)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:eu-west-1:123456789012:queue.fifo",
                "arn:aws:sns:eu-west-1:123456789012:queue",
                "arn:aws:sqs:eu-west-1:1234:queue",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/queue",
                "arn:aws:sqs:eu-west-1:123456789012:queue "
            })
    void what_is_no_standard_queue_is_no_arn(String text) {
        assertThat(text).doesNotMatch(QueueArn.FORM);
        assertThatThrownBy(() -> QueueArn.of(text)).hasMessageContaining(text);
    }

    @Test
    void everything_follows_from_the_arn() {
        var queue = QueueArn.of(QUEUE);
        assertThat(queue.address(queue.endpoint()))
                .isEqualTo("https://sqs.eu-west-1.amazonaws.com/123456789012/stock-rule_1");
        assertThat(queue.address(URI.create("http://127.0.0.1:9324/")))
                .isEqualTo("http://127.0.0.1:9324/123456789012/stock-rule_1");
        assertThat(queue.behind(NotificationType.Transport.QUEUE)).isEqualTo(new Resource.Queue(QUEUE));
        assertThat(queue.behind(NotificationType.Transport.EVENT_BRIDGE))
                .isEqualTo(new Resource.EventBridge("123456789012", "eu-west-1"));
    }
}
