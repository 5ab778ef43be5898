package io.stockrule.simulator.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Fault.Kind;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where applications have their notifications sent, and what sellers are subscribed to. What is published goes at
/// once,
/// unless a fault loses it, doubles it or holds it back.
public final class NotificationBoard {
    /// Where a rule of EventBridge takes what comes of Amazon, in every AWS account.
    public static final String RULE_TARGET = "notifications";

    private static final Duration HELD_BACK = Duration.ofSeconds(2);

    private final Store store;
    private final InstantSource clock;
    private final Faults faults;
    private final LocalQueues queues;

    public NotificationBoard(Store store, InstantSource clock, Faults faults, LocalQueues queues) {
        this.store = store;
        this.clock = clock;
        this.faults = faults;
        this.queues = queues;
    }

    /// A destination: a queue, or EventBridge of an AWS account.
    ///
    /// @param arn of the queue; null for EventBridge
    /// @param account of AWS, for EventBridge
    /// @param region of AWS, for EventBridge
    public record Destination(
            String id,
            String name,
            @Nullable String arn,
            @Nullable String account,
            @Nullable String region) {
        boolean isSameAs(Destination other) {
            return arn == null
                    ? other.arn == null
                            && String.valueOf(account).equals(other.account)
                            && String.valueOf(region).equals(other.region)
                    : arn.equals(other.arn);
        }

        String queue() {
            var parts = arn == null ? new String[0] : arn.split(":");
            return arn == null ? account + "/" + RULE_TARGET : parts[4] + "/" + parts[5];
        }
    }

    /// A seller's subscription to one type, in one version.
    public record Subscribed(String id, String version, String destination) {}

    public List<Destination> destinations(String client) {
        return store.with(
                h -> h.createQuery("select doc from notification_destination where client = :client order by id")
                        .bind("client", client)
                        .mapTo(String.class)
                        .map(doc -> SimulatorJson.read(doc, Destination.class))
                        .list());
    }

    /// @return empty if the application has one for that already
    public Optional<Destination> add(String client, Destination wanted) {
        return store.with(h -> {
            if (destinations(client).stream().anyMatch(wanted::isSameAs)) {
                return Optional.empty();
            }
            h.execute(
                    "insert into notification_destination (id, client, doc) values (?, ?, ?)",
                    wanted.id(),
                    client,
                    SimulatorJson.text(wanted));
            return Optional.of(wanted);
        });
    }

    /// With everything that goes there.
    public void forgetDestinations(String client) {
        store.use(h -> {
            h.execute("delete from notification_subscription where client = ?", client);
            h.execute("delete from notification_destination where client = ?", client);
        });
    }

    public Optional<Subscribed> subscription(String client, String seller, String type) {
        return store.with(h -> h.createQuery("select id, version, destination from notification_subscription"
                        + " where client = :client and seller = :seller and type = :type")
                .bind("client", client)
                .bind("seller", seller)
                .bind("type", type)
                .map((row, _) -> new Subscribed(row.getString(1), row.getString(2), row.getString(3)))
                .findOne());
    }

    public Subscribed subscribe(String client, String seller, String type, String version, String destination) {
        var made = new Subscribed(Randoms.id(), version, destination);
        store.use(h -> h.execute(
                "insert into notification_subscription (id, client, seller, type, version, destination)"
                        + " values (?, ?, ?, ?, ?, ?)",
                made.id(),
                client,
                seller,
                type,
                version,
                destination));
        return made;
    }

    /// @return whether it was there
    public boolean unsubscribe(String client, String type, String id) {
        return store.with(h -> h.execute(
                        "delete from notification_subscription where client = ? and type = ? and id = ?",
                        client,
                        type,
                        id)
                > 0);
    }

    /// Whether anything of a seller's is told to anybody.
    public boolean hasSubscribers(String seller) {
        return store.with(
                h -> h.createQuery("select exists (select 1 from notification_subscription where seller = :seller)")
                        .bind("seller", seller)
                        .mapTo(Boolean.class)
                        .one());
    }

    /// Tells all who are subscribed.
    ///
    /// @param sku that it is about; empty if it is about none
    /// @param payload of it
    public void publish(String seller, String type, String sku, ObjectNode payload) {
        store.use(h -> h.createQuery("select s.id, s.version, d.doc from notification_subscription s"
                        + " join notification_destination d on d.id = s.destination"
                        + " where s.seller = :seller and s.type = :type")
                .bind("seller", seller)
                .bind("type", type)
                .map((row, _) -> new Addressee(
                        row.getString(1), row.getString(2), SimulatorJson.read(row.getString(3), Destination.class)))
                .list()
                .forEach(to -> send(to, seller, type, sku, payload)));
    }

    private record Addressee(String subscription, String version, Destination destination) {}

    private void send(Addressee to, String seller, String type, String sku, ObjectNode payload) {
        if (hits(seller, sku, Kind.DROP)) {
            return;
        }
        var delay = hits(seller, sku, Kind.REORDER) ? HELD_BACK : Duration.ZERO;
        var body = body(to, type, payload);
        queues.send(to.destination().queue(), body, delay);
        if (hits(seller, sku, Kind.DUPLICATE)) {
            queues.send(to.destination().queue(), body, delay);
        }
    }

    private boolean hits(String seller, String sku, Kind kind) {
        return faults.hitting("notification", seller, sku, fault -> fault.kind() == kind)
                .isPresent();
    }

    /// Those of feeds and reports are spelled with small first letters.
    private String body(Addressee to, String type, ObjectNode payload) {
        boolean small = type.endsWith("_PROCESSING_FINISHED");
        var now = clock.instant().toString();
        var told = SimulatorJson.object();
        told.put(spelled("NotificationVersion", small), small ? to.version() : "1.0")
                .put(spelled("NotificationType", small), type)
                .put(spelled("PayloadVersion", small), to.version())
                .put(spelled("EventTime", small), now)
                .set(spelled("Payload", small), payload);
        told.putObject(spelled("NotificationMetadata", small))
                .put(spelled("ApplicationId", small), "amzn1.sellerapps.app.simulated")
                .put(spelled("SubscriptionId", small), to.subscription())
                .put(spelled("PublishTime", small), now)
                .put(spelled("NotificationId", small), Randoms.id());
        return to.destination().arn() == null ? enveloped(to.destination(), type, now, told) : told.toString();
    }

    private static String spelled(String name, boolean small) {
        return small ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : name;
    }

    /// https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
    private static String enveloped(Destination to, String type, String now, ObjectNode detail) {
        var event = SimulatorJson.object()
                .put("version", "0")
                .put("id", Randoms.id())
                .put("detail-type", type)
                .put("source", "aws.partner/sellingpartnerapi.amazon.com/" + to.account() + "/simulated")
                .put("account", to.account())
                .put("time", now)
                .put("region", to.region());
        event.putArray("resources");
        event.set("detail", detail);
        return event.toString();
    }
}
