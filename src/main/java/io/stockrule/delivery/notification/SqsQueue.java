package io.stockrule.delivery.notification;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/// The queue that notifications come by. The only home of the AWS SDK.
///
/// Nothing is tried twice here: whoever asks waits, and asks again.
@ApplicationScoped
class SqsQueue {
    /// The most that SQS hands out at once
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html).
    static final int AT_ONCE = 10;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final NotificationConfig config;
    private volatile @Nullable SqsClient client;

    SqsQueue(NotificationConfig config) {
        this.config = config;
    }

    /// A message that nobody else gets for a while.
    ///
    /// @param receipt by which it is deleted
    record QueuedMessage(String receipt, String body) {}

    /// The queue could not be asked.
    static final class QueueFailure extends Exception {
        private static final long serialVersionUID = 1L;

        QueueFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    Optional<QueueArn> arn() {
        return config.queue().map(QueueArn::of);
    }

    /// Waits until there are messages, as long as the settings say.
    ///
    /// @return up to [#AT_ONCE], in no order
    List<QueuedMessage> receive() throws QueueFailure {
        var request = (Asked<List<Message>>) sqs -> sqs.receiveMessage(it -> it.queueUrl(address())
                        .maxNumberOfMessages(AT_ONCE)
                        .waitTimeSeconds(Math.toIntExact(config.patience().toSeconds()))
                        .visibilityTimeout(Math.toIntExact(config.visibility().toSeconds())))
                .messages();
        return ask(request).stream()
                .map(message -> new QueuedMessage(
                        Objects.requireNonNullElse(message.receiptHandle(), ""),
                        Objects.requireNonNullElse(message.body(), "")))
                .toList();
    }

    /// What is not deleted, for whatever reason, comes again.
    ///
    /// @return how many of them are not
    int delete(List<QueuedMessage> messages) throws QueueFailure {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receipt())
                        .build())
                .forEach(entries::add);
        return ask(sqs -> sqs.deleteMessageBatch(it -> it.queueUrl(address()).entries(entries))
                .failed()
                .size());
    }

    private interface Asked<T> {
        T of(SqsClient sqs);
    }

    private <T> T ask(Asked<T> question) throws QueueFailure {
        try {
            return question.of(client());
        } catch (AwsServiceException e) {
            throw new QueueFailure(told(e), e);
        } catch (SdkException e) {
            throw new QueueFailure("it cannot be reached: " + firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static String told(AwsServiceException e) {
        var details = e.awsErrorDetails();
        var code = details == null ? "status " + e.statusCode() : String.valueOf(details.errorCode());
        var words = details == null ? "" : ": " + firstLine(String.valueOf(details.errorMessage()));
        return isDenied(e)
                ? "AWS denies it: let this service receive and delete messages of the queue (it says %s%s)"
                        .formatted(code, words)
                : "AWS says " + code + words;
    }

    private static boolean isDenied(AwsServiceException e) {
        return e.statusCode() == 401 || e.statusCode() == 403;
    }

    private static String firstLine(String text) {
        var line = text.lines().findFirst().orElse("").replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= 300 ? line : line.substring(0, 300);
    }

    private String address() {
        return arn().orElseThrow().address(endpoint());
    }

    private URI endpoint() {
        return config.endpoint()
                .map(URI::create)
                .orElseGet(() -> arn().orElseThrow().endpoint());
    }

    private SqsClient client() {
        var made = client;
        if (made == null) {
            synchronized (this) {
                made = client;
                if (made == null) {
                    made = connect();
                    client = made;
                }
            }
        }
        return made;
    }

    private SqsClient connect() {
        var answered = config.patience().plus(TIMEOUT);
        return SqsClient.builder()
                .region(Region.of(arn().orElseThrow().region()))
                .endpointOverride(endpoint())
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TIMEOUT)
                        .socketTimeout(answered))
                .overrideConfiguration(it -> it.apiCallTimeout(answered).retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private AwsCredentialsProvider credentials() {
        return config.accessKeyId().isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        config.accessKeyId().get(), config.secretAccessKey().orElseThrow()))
                : DefaultCredentialsProvider.builder().build();
    }

    @PreDestroy
    void close() {
        var made = client;
        if (made != null) {
            made.close();
        }
    }
}
