package io.stockrule.simulator.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Queues as Amazon SQS has them, in its JSON protocol
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html). Who calls is not checked, only
/// that the call is signed.
public final class LocalQueues {
    private static final int MOST_AT_ONCE = 10;

    private static final long DEFAULT_VISIBILITY_SECONDS = 30;

    private final Store store;
    private final InstantSource clock;
    private final Faults faults;

    public LocalQueues(Store store, InstantSource clock, Faults faults) {
        this.store = store;
        this.clock = clock;
        this.faults = faults;
    }

    public void routes(Web web) {
        web.onceAnswered("POST", "/sqs/*", this::answer);
        web.on("POST", "/control/queues/:account/:name", this::put);
        web.on("GET", "/control/queues/:account/:name", this::waiting);
    }

    /// A message that is handed out.
    private record Handed(long id, String body, String receipt) {}

    private HttpAnswer put(Call call) {
        send(name(call), new String(call.body(), StandardCharsets.UTF_8), Duration.ZERO);
        return HttpAnswer.nothing();
    }

    private HttpAnswer waiting(Call call) {
        return HttpAnswer.json(200, Map.of("messages", count(name(call), ""), "visible", visible(name(call))));
    }

    private static String name(Call call) {
        return call.path("account") + "/" + call.path("name");
    }

    private Web.Attempt answer(Call call) {
        if (!call.header("Authorization").orElse("").startsWith("AWS4-HMAC-SHA256 Credential=")) {
            return done(error(403, "MissingAuthenticationToken", "the request is not signed"));
        }
        var operation = call.header("x-amz-target").orElse("").replaceFirst("^AmazonSQS[.]", "");
        var asked = call.json();
        var queue = queue(asked);
        if (queue.isEmpty()) {
            return done(error(400, "com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist."));
        }
        return faults.hitting(operation, queue.get(), "", fault -> fault.kind().spoilsTheAnswer())
                .map(fault -> done(spoiled(fault)))
                .orElseGet(() -> answer(call, operation, queue.get(), asked));
    }

    private Web.Attempt answer(Call call, String operation, String queue, JsonNode asked) {
        return switch (operation) {
            case "ReceiveMessage" -> receive(call, queue, asked);
            case "DeleteMessage" -> {
                delete(queue, asked.path("ReceiptHandle").asText());
                yield done(HttpAnswer.json(200, SimulatorJson.object()));
            }
            case "DeleteMessageBatch" -> done(deleteAll(queue, asked));
            case "SendMessage" -> done(send(queue, asked));
            case "GetQueueAttributes" -> done(attributes(queue));
            default -> done(error(400, "com.amazon.coral.service#UnknownOperationException", operation));
        };
    }

    private static Web.Attempt done(HttpAnswer answer) {
        return new Web.Attempt(true, answer);
    }

    /// Account and name.
    private static Optional<String> queue(JsonNode asked) {
        var parts = asked.path("QueueUrl").asText().split("/");
        return parts.length < 2
                ? Optional.empty()
                : Optional.of(parts[parts.length - 2] + "/" + parts[parts.length - 1]);
    }

    private Web.Attempt receive(Call call, String queue, JsonNode asked) {
        int most = Math.min(asked.path("MaxNumberOfMessages").asInt(1), MOST_AT_ONCE);
        var hidden = Duration.ofSeconds(asked.path("VisibilityTimeout").asLong(DEFAULT_VISIBILITY_SECONDS));
        var handed = hand(queue, most, hidden);
        var told = SimulatorJson.object();
        if (!handed.isEmpty()) {
            var messages = told.putArray("Messages");
            handed.forEach(message -> messages.addObject()
                    .put("MessageId", Long.toString(message.id()))
                    .put("ReceiptHandle", message.receipt())
                    .put("MD5OfBody", md5(message.body()))
                    .put("Body", message.body()));
        }
        boolean enough = !handed.isEmpty()
                || call.ageMillis() >= asked.path("WaitTimeSeconds").asLong(0) * 1_000;
        return new Web.Attempt(enough, HttpAnswer.json(200, told));
    }

    private List<Handed> hand(String queue, int most, Duration hidden) {
        return store.with(h -> {
            long now = clock.millis();
            var handed = new ArrayList<Handed>();
            h.createQuery("select id, body from queue_message where queue = :queue and visible <= :now"
                            + " order by random() limit :most")
                    .bind("queue", queue)
                    .bind("now", now)
                    .bind("most", most)
                    .map((row, _) -> new Handed(row.getLong("id"), row.getString("body"), Randoms.token()))
                    .forEach(handed::add);
            handed.forEach(message -> h.execute(
                    "update queue_message set visible = ?, receipt = ? where id = ?",
                    now + hidden.toMillis(),
                    message.receipt(),
                    message.id()));
            return handed;
        });
    }

    /// Only with the newest receipt, as SQS says of standard queues.
    private void delete(String queue, String receipt) {
        store.use(h -> h.execute("delete from queue_message where queue = ? and receipt = ?", queue, receipt));
    }

    private HttpAnswer deleteAll(String queue, JsonNode asked) {
        var told = SimulatorJson.object();
        var done = told.putArray("Successful");
        told.putArray("Failed");
        asked.path("Entries").forEach(entry -> {
            delete(queue, entry.path("ReceiptHandle").asText());
            done.addObject().put("Id", entry.path("Id").asText());
        });
        return HttpAnswer.json(200, told);
    }

    private HttpAnswer send(String queue, JsonNode asked) {
        var body = asked.path("MessageBody").asText();
        send(queue, body, Duration.ofSeconds(asked.path("DelaySeconds").asLong(0)));
        return HttpAnswer.json(
                200, SimulatorJson.object().put("MessageId", Randoms.id()).put("MD5OfMessageBody", md5(body)));
    }

    private HttpAnswer attributes(String queue) {
        var told = SimulatorJson.object();
        told.putObject("Attributes")
                .put("ApproximateNumberOfMessages", Long.toString(visible(queue)))
                .put("ApproximateNumberOfMessagesNotVisible", Long.toString(count(queue, "") - visible(queue)));
        return HttpAnswer.json(200, told);
    }

    private long visible(String queue) {
        return count(queue, " and visible <= " + clock.millis());
    }

    private long count(String queue, String which) {
        return store.with(h -> h.createQuery("select count(*) from queue_message where queue = :queue" + which)
                .bind("queue", queue)
                .mapTo(Long.class)
                .one());
    }

    /// @param queue account and name
    /// @param delay until it can be received
    void send(String queue, String body, Duration delay) {
        store.use(h -> h.execute(
                "insert into queue_message (queue, body, visible) values (?, ?, ?)",
                queue,
                body,
                clock.millis() + delay.toMillis()));
    }

    private static HttpAnswer spoiled(Fault fault) {
        return switch (fault.kind()) {
            case HANG -> new HttpAnswer.Silence();
            case CLOSE -> new HttpAnswer.Cut();
            case FORBIDDEN -> error(403, "com.amazon.coral.service#AccessDeniedException", "not authorized");
            case THROTTLED -> error(400, "com.amazonaws.sqs#RequestThrottled", "too many requests");
            default -> error(fault.kind().status(), "com.amazon.coral.service#InternalFailure", "internal failure");
        };
    }

    private static HttpAnswer error(int status, String type, String message) {
        return new HttpAnswer.Sent(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.0"),
                SimulatorJson.text(SimulatorJson.object().put("__type", type).put("message", message)));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
