package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Events;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Webhooks on their way: written with the change they tell, kept until they are acknowledged or given up.
final class Webhooks {
    /// Nanoseconds, UTC: `2023-03-29T18:00:27.877041743Z`.
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSX").withZone(ZoneOffset.UTC);

    private static final long LONGEST_HOLD_MILLIS = 2_000;

    private final Store store;
    private final InstantSource clock;
    private final Subscriptions subscriptions;
    private final Faults faults;
    private final Events events;

    Webhooks(Store store, InstantSource clock, Subscriptions subscriptions, Faults faults, Events events) {
        this.store = store;
        this.clock = clock;
        this.subscriptions = subscriptions;
        this.faults = faults;
        this.events = events;
        store.use(h -> h.execute("update webhook set leased = 0 where leased = 1 and state = 'WAITING'"));
    }

    enum State {
        WAITING,
        ACKNOWLEDGED,
        GIVEN_UP
    }

    /// @param webhookId the same for every attempt
    /// @param attempts made so far
    /// @param answer the last attempt's: a status or what went wrong
    record Webhook(
            long id,
            String webhookId,
            String shop,
            String address,
            String topic,
            @JsonRawValue String body,
            String eventId,
            String triggered,
            int attempts,
            State state,
            Optional<String> answer) {}

    /// For the address that control has given, and for all that are subscribed; nobody is told of a shop that has
    /// uninstalled the application.
    void queue(ShopAccount shop, String topic, ObjectNode body) {
        if (shop.uninstalled()) {
            return;
        }
        queueByConfiguration(shop, topic, body);
        subscriptions.of(shop.domain(), topic).forEach(it -> queue(shop, it.uri(), topic, body));
    }

    /// For the address that control has given, which stands for the application's own configuration.
    void queueByConfiguration(ShopAccount shop, String topic, ObjectNode body) {
        if (!shop.webhookAddress().isEmpty()) {
            queue(shop, shop.webhookAddress(), topic, body);
        }
    }

    private void queue(ShopAccount shop, String address, String topic, ObjectNode body) {
        var fault = faults.hitting("webhook", shop.domain(), "", _ -> true).map(Fault::kind);
        if (fault.equals(Optional.of(Fault.Kind.DROP))) {
            return;
        }
        var webhookId = Randoms.id();
        long held = fault.equals(Optional.of(Fault.Kind.REORDER))
                ? Math.floorMod(webhookId.hashCode(), LONGEST_HOLD_MILLIS)
                : 0;
        insert(shop, address, topic, body, webhookId, held);
        if (fault.equals(Optional.of(Fault.Kind.DUPLICATE))) {
            insert(shop, address, topic, body, webhookId, held);
        }
    }

    private void insert(
            ShopAccount shop, String address, String topic, ObjectNode body, String webhookId, long heldMillis) {
        var now = clock.instant();
        store.use(
                h -> h.createUpdate("insert into webhook (webhook_id, shop, address, topic, body, event_id, triggered,"
                                + " attempts, due, leased, state) values (:webhookId, :shop, :address, :topic, :body, :event,"
                                + " :triggered, 0, :due, 0, 'WAITING')")
                        .bind("webhookId", webhookId)
                        .bind("shop", shop.domain())
                        .bind("address", address)
                        .bind("topic", topic)
                        .bind("body", body.toString())
                        .bind("event", Randoms.id())
                        .bind("triggered", NANOSECONDS.format(now))
                        .bind("due", now.toEpochMilli() + heldMillis)
                        .execute());
    }

    /// Takes webhooks whose time has come; each must be handed back by [#acknowledged] or [#failed].
    List<Webhook> take(int limit) {
        return store.with(h -> h.createQuery("update webhook set leased = 1 where id in (select id from webhook"
                        + " where state = 'WAITING' and leased = 0 and due <= :now order by due, id limit :limit)"
                        + " returning *")
                .bind("now", clock.millis())
                .bind("limit", limit)
                .map((row, _) -> webhook(row))
                .list());
    }

    void acknowledged(Webhook webhook, int status) {
        subscriptions.delivered(webhook.shop(), webhook.topic(), webhook.address());
        settle(webhook, State.ACKNOWLEDGED, Events.Kind.WEBHOOK_ACKNOWLEDGED, Integer.toString(status));
    }

    void failed(ShopAccount shop, Webhook webhook, String answer) {
        subscriptions.failed(shop.domain(), webhook.topic(), webhook.address());
        int attempts = webhook.attempts() + 1;
        if (shop.isGivenUpAfter(attempts)) {
            settle(webhook, State.GIVEN_UP, Events.Kind.WEBHOOK_GIVEN_UP, answer);
        } else {
            store.use(h -> h.execute(
                    "update webhook set leased = 0, attempts = ?, due = ?, answer = ? where id = ?",
                    attempts,
                    clock.millis() + shop.retryMillis(attempts),
                    answer,
                    webhook.id()));
        }
    }

    /// Says nothing of a webhook that a reset has forgotten meanwhile.
    private void settle(Webhook webhook, State state, Events.Kind kind, String answer) {
        store.use(h -> {
            int known = h.execute(
                    "update webhook set state = ?, attempts = ?, settled = ?, answer = ? where id = ?",
                    state.name(),
                    webhook.attempts() + 1,
                    clock.millis(),
                    answer,
                    webhook.id());
            if (known > 0) {
                events.add(kind, told(webhook));
            }
        });
    }

    private static Map<String, Object> told(Webhook webhook) {
        return Map.of(
                "webhookId", webhook.webhookId(),
                "shop", webhook.shop(),
                "topic", webhook.topic(),
                "attempts", webhook.attempts() + 1,
                "body", SimulatorJson.read(webhook.body(), ObjectNode.class));
    }

    List<Webhook> after(String shop, long id, Optional<State> state, long limit) {
        return store.with(h -> h.createQuery("select * from webhook where shop = :shop and id > :id"
                        + (state.isPresent() ? " and state = :state" : "") + " order by id limit :limit")
                .bind("shop", shop)
                .bind("id", id)
                .bind("state", state.map(State::name))
                .bind("limit", limit)
                .map((row, _) -> webhook(row))
                .list());
    }

    long waiting() {
        return store.with(h -> h.createQuery("select count(*) from webhook where state = 'WAITING'")
                .mapTo(Long.class)
                .one());
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getLong("id"),
                row.getString("webhook_id"),
                row.getString("shop"),
                row.getString("address"),
                row.getString("topic"),
                row.getString("body"),
                row.getString("event_id"),
                row.getString("triggered"),
                row.getInt("attempts"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("answer")));
    }
}
