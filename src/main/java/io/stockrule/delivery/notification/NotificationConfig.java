package io.stockrule.delivery.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/// Amazon's notifications of changes, by a queue of Amazon SQS of your own. Without them changes are found by looking.
@ConfigMapping(prefix = "stockrule.amazon-notifications")
interface NotificationConfig {
    /// ARN of the queue, `arn:aws:sqs:REGION:ACCOUNT:NAME`. It must be a standard queue, as Amazon writes into no
    /// other.
    /// Absent: no notifications.
    Optional<@Pattern(regexp = QueueArn.FORM, message = NO_QUEUE) String> queue();

    /// Address of SQS. Absent: Amazon's own, in the region of the queue.
    Optional<@Pattern(regexp = HTTP_ADDRESS, message = NO_ADDRESS) String> endpoint();

    /// Access key of AWS that may receive and delete messages of the queue; together with `secret-access-key`. Absent:
    /// what the environment has (variables, a profile, the role of the machine), in the order of the AWS SDK.
    Optional<@Pattern(regexp = "[\\x21-\\x7e]{1,200}") String> accessKeyId();

    /// Its secret.
    Optional<@Pattern(regexp = "[\\x21-\\x7e]{1,500}") String> secretAccessKey();

    /// How often it is looked where Amazon sends the notifications of each account. What is missing or goes elsewhere
    /// is subscribed anew.
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration check();

    /// Calls per second and Amazon account to set that up. Amazon allows one
    /// (https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-reference).
    @WithDefault("1")
    @Positive
    double requestsPerSecond();

    /// How long one request waits at the queue for a message. SQS allows 20 seconds.
    @WithDefault("8s")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 20)
    Duration patience();

    /// How long a message that was received is kept from others. What is not done by then comes again.
    @WithDefault("1m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 12)
    Duration visibility();

    /// How long it is remembered which notifications were received, so that one that comes again is known. SQS keeps
    /// messages for 14 days at the most.
    @WithDefault("14d")
    @DurationMin(seconds = 1)
    Duration remembered();

    /// The least time between two looks at one target that notifications cause.
    @WithDefault("1m")
    @DurationMin(millis = 1)
    Duration betweenLooks();

    /// How often to look for work, in real time.
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration poll();

    /// An address that paths can be appended to.
    String HTTP_ADDRESS = "https?://[^/?#\\s]+[^?#\\s]*";

    String NO_ADDRESS = "must be a http or https address without query";

    String NO_QUEUE = "must be the ARN of a standard queue, arn:aws:sqs:REGION:ACCOUNT:NAME";
}
