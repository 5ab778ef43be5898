package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/// Every patch that arrived, answered or not, in the order of arrival.
final class Submissions {
    private final Store store;
    private final InstantSource clock;

    Submissions(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What becomes of an accepted patch.
    enum Fate {
        EFFECTIVE,
        VANISHED,
        REJECTED
    }

    /// @param op of the first operation; channel, quantity and handling days are of its first element
    /// @param fba whether the listing was Amazon's to ship when the patch arrived
    /// @param answered the HTTP status, `silence`, `cut`, or the feed it came in
    /// @param status ACCEPTED, INVALID or VALID, where it came to that
    /// @param settled when an accepted one met its fate
    record Submission(
            long id,
            Instant at,
            String seller,
            String sku,
            String marketplace,
            Optional<String> op,
            Optional<String> channel,
            Optional<Long> quantity,
            Optional<Long> handling,
            boolean fba,
            Optional<String> answered,
            Optional<String> status,
            Optional<String> submissionId,
            Optional<Fate> fate,
            Optional<Instant> settled,
            @JsonRawValue String body) {}

    /// @return its number
    long received(Call call, boolean fba) {
        var tree = lenient(call.body());
        var body = tree.isMissingNode()
                ? SimulatorJson.text(new String(call.body(), StandardCharsets.UTF_8))
                : tree.toString();
        return received(
                call.arrivedAt(),
                call.path("seller"),
                call.path("sku"),
                call.query("marketplaceIds").orElse(""),
                tree,
                body,
                fba);
    }

    /// One message of a feed.
    ///
    /// @return its number
    long received(String seller, String marketplace, JsonNode message, boolean fba) {
        var sku = message.path("sku").asText();
        return received(clock.instant(), seller, sku, marketplace, message, message.toString(), fba);
    }

    private long received(
            Instant at, String seller, String sku, String marketplace, JsonNode tree, String body, boolean fba) {
        var patch = tree.path("patches").path(0);
        var element = patch.path("value").path(0);
        return store.with(h -> h.createQuery("insert into submission"
                        + " (at, seller, sku, marketplace, body, op, channel, quantity, handling, fba) values"
                        + " (:at, :seller, :sku, :marketplace, :body, :op, :channel, :quantity, :handling, :fba)"
                        + " returning id")
                .bind("at", at.toEpochMilli())
                .bind("seller", seller)
                .bind("sku", sku)
                .bind("marketplace", marketplace)
                .bind("body", body)
                .bind("op", patch.path("op").textValue())
                .bind("channel", element.path("fulfillment_channel_code").textValue())
                .bind("quantity", number(element.path("quantity")))
                .bind("handling", number(element.path("lead_time_to_ship_max_days")))
                .bind("fba", fba)
                .mapTo(Long.class)
                .one());
    }

    private static Optional<Long> number(JsonNode node) {
        return node.canConvertToExactIntegral() ? Optional.of(node.longValue()) : Optional.empty();
    }

    private static JsonNode lenient(byte[] body) {
        try {
            return SimulatorJson.tree(body);
        } catch (UncheckedIOException e) {
            return SimulatorJson.object().path("missing");
        }
    }

    void answered(long id, HttpAnswer answer) {
        answered(id, answer.told());
    }

    void answered(long id, String how) {
        store.use(h -> h.execute("update submission set answered = ? where id = ?", how, id));
    }

    void refusedOrPreviewed(long id, String status, String submissionId) {
        store.use(h -> h.execute(
                "update submission set status = ?, submission_id = ? where id = ?", status, submissionId, id));
    }

    /// Queued: never before an earlier one of the same SKU.
    void accepted(long id, SellerAccount account, String sku, String submissionId, Fate fate) {
        store.use(h -> h.createUpdate("update submission set status = 'ACCEPTED', submission_id = :submission,"
                        + " fate = :fate, due = max(:due, coalesce((select max(due) from submission"
                        + " where seller = :seller and sku = :sku and settled is null), 0)) where id = :id")
                .bind("id", id)
                .bind("submission", submissionId)
                .bind("fate", fate.name())
                .bind("due", clock.millis() + account.effectMillis())
                .bind("seller", account.seller())
                .bind("sku", sku)
                .execute());
    }

    List<Submission> due(int limit) {
        return store.with(
                h -> submissions(h.createQuery("select * from submission where due <= :now and settled is null"
                                + " order by due, id limit :limit")
                        .bind("now", clock.millis())
                        .bind("limit", limit)));
    }

    void settled(long id) {
        store.use(h -> h.execute("update submission set settled = ? where id = ?", clock.millis(), id));
    }

    /// @param sku of this one only; empty for all of the seller
    List<Submission> after(String seller, String sku, long id, boolean onlyFba, long limit) {
        return store.with(h -> submissions(h.createQuery("select * from submission where seller = :seller and id > :id"
                        + (sku.isEmpty() ? "" : " and sku = :sku")
                        + (onlyFba ? " and fba" : "")
                        + " order by id limit :limit")
                .bind("seller", seller)
                .bind("sku", sku)
                .bind("id", id)
                .bind("limit", limit)));
    }

    private static List<Submission> submissions(Query query) {
        return query.map((row, _) -> new Submission(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("seller"),
                        row.getString("sku"),
                        row.getString("marketplace"),
                        Optional.ofNullable(row.getString("op")),
                        Optional.ofNullable(row.getString("channel")),
                        Optional.ofNullable(row.getString("quantity")).map(Long::valueOf),
                        Optional.ofNullable(row.getString("handling")).map(Long::valueOf),
                        row.getBoolean("fba"),
                        Optional.ofNullable(row.getString("answered")),
                        Optional.ofNullable(row.getString("status")),
                        Optional.ofNullable(row.getString("submission_id")),
                        Optional.ofNullable(row.getString("fate")).map(Fate::valueOf),
                        Optional.ofNullable(row.getString("settled"))
                                .map(at -> Instant.ofEpochMilli(Long.parseLong(at))),
                        row.getString("body")))
                .list();
    }
}
