package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/// The feeds of all sellers. Those of one are worked off one after the other, a part of them at a time.
final class FeedQueue {
    private static final int AT_ONCE = 500;
    private static final int MOST_MESSAGES = 25_000;

    /// https://developer-docs.amazon.com/sp-api/changelog, 2025-05-06: 5 in 5 minutes.
    private static final int MOST_CREATED = 5;

    private static final long CREATED_WITHIN_MILLIS = 5 * 60_000;

    /// Feeds have been seen in progress for hours (https://github.com/amzn/selling-partner-api-models/issues/2633).
    private static final long STUCK_MILLIS = 6 * 3_600_000L;

    private final Store store;
    private final InstantSource clock;
    private final SellerAccounts accounts;
    private final AmazonListings listings;
    private final Submissions submissions;
    private final PresignedDocuments documents;
    private final NotificationsApi notifications;
    private final Faults faults;

    FeedQueue(
            Store store,
            InstantSource clock,
            SellerAccounts accounts,
            AmazonListings listings,
            Submissions submissions,
            PresignedDocuments documents,
            NotificationsApi notifications,
            Faults faults) {
        this.store = store;
        this.clock = clock;
        this.accounts = accounts;
        this.listings = listings;
        this.submissions = submissions;
        this.documents = documents;
        this.notifications = notifications;
        this.faults = faults;
    }

    enum Status {
        IN_QUEUE,
        IN_PROGRESS,
        DONE,
        CANCELLED,
        FATAL
    }

    /// @param done how many of its messages have been worked off
    /// @param due when it is over at the earliest
    record Feed(
            long id,
            String seller,
            String marketplace,
            String document,
            Status status,
            int done,
            Instant created,
            Optional<Instant> started,
            long due,
            Optional<Instant> ended,
            Optional<String> result,
            String issues) {
        static Feed read(RowView row) {
            return new Feed(
                    row.getColumn("id", Long.class),
                    row.getColumn("seller", String.class),
                    row.getColumn("marketplace", String.class),
                    row.getColumn("document", String.class),
                    Status.valueOf(row.getColumn("status", String.class)),
                    row.getColumn("done", Integer.class),
                    Instant.ofEpochMilli(row.getColumn("created", Long.class)),
                    instant(row, "started"),
                    row.getColumn("due", Long.class),
                    instant(row, "ended"),
                    Optional.ofNullable(row.getColumn("result", String.class)),
                    row.getColumn("issues", String.class));
        }

        private static Optional<Instant> instant(RowView row, String column) {
            return Optional.ofNullable(row.getColumn(column, Long.class)).map(Instant::ofEpochMilli);
        }
    }

    boolean isFull(String seller) {
        return store.with(h -> h.createQuery("select count(*) from feed where seller = :seller and created > :since")
                        .bind("seller", seller)
                        .bind("since", clock.millis() - CREATED_WITHIN_MILLIS)
                        .mapTo(Integer.class)
                        .one())
                >= MOST_CREATED;
    }

    long add(String seller, String marketplace, String document) {
        return store.with(h -> h.createQuery("insert into feed (seller, marketplace, document, status, created)"
                        + " values (:seller, :marketplace, :document, 'IN_QUEUE', :now) returning id")
                .bind("seller", seller)
                .bind("marketplace", marketplace)
                .bind("document", document)
                .bind("now", clock.millis())
                .mapTo(Long.class)
                .one());
    }

    Optional<Feed> find(String seller, String id) {
        return store.with(h -> h.createQuery("select * from feed where seller = :seller and cast(id as text) = :id")
                .bind("seller", seller)
                .bind("id", id)
                .map((RowView row) -> Feed.read(row))
                .findOne());
    }

    List<Feed> since(String seller, Instant since) {
        return store.with(h -> h.createQuery(
                        "select * from feed where seller = :seller and created >= :since order by id desc limit 100")
                .bind("seller", seller)
                .bind("since", since.toEpochMilli())
                .map((RowView row) -> Feed.read(row))
                .list());
    }

    boolean cancel(Feed feed) {
        return store.with(h -> h.execute(
                        "update feed set status = 'CANCELLED', ended = ? where id = ? and status = 'IN_QUEUE'",
                        clock.millis(),
                        feed.id()))
                > 0;
    }

    /// Works on the first feed of each seller.
    ///
    /// @return whether there was something to do
    boolean work() {
        return store.with(h -> {
            var due = h.createQuery("select * from feed where id in ("
                            + "select min(id) from feed where status in ('IN_QUEUE', 'IN_PROGRESS') group by seller)"
                            + " and due <= :now")
                    .bind("now", clock.millis())
                    .map((RowView row) -> Feed.read(row))
                    .list();
            due.forEach(this::work);
            return !due.isEmpty();
        });
    }

    private void work(Feed feed) {
        if (feed.status() == Status.IN_QUEUE) {
            begin(feed);
        } else {
            goOn(feed);
        }
    }

    private void begin(Feed feed) {
        long millis =
                accounts.find(feed.seller()).map(SellerAccount::feedMillis).orElse(0L);
        boolean stuck = faults.hitting("feed", feed.seller(), "", fault -> fault.kind() == Fault.Kind.HANG)
                .isPresent();
        store.use(h -> h.execute(
                "update feed set status = 'IN_PROGRESS', started = ?, due = ? where id = ?",
                clock.millis(),
                clock.millis() + (stuck ? STUCK_MILLIS : millis),
                feed.id()));
    }

    private void goOn(Feed feed) {
        var content = SimulatorJson.tree(documents.content(feed.document()).orElseThrow());
        var messages = content.path("messages");
        var issues = (ArrayNode) SimulatorJson.tree(feed.issues().getBytes(StandardCharsets.UTF_8));
        var mistake = mistake(content, feed);
        if (mistake.isPresent()) {
            issues.add(mistake.get());
            end(feed, Status.DONE, 0, issues);
            return;
        }
        int upTo = Math.min(messages.size(), feed.done() + AT_ONCE);
        boolean breaksOff = faults.hitting("feed", feed.seller(), "", fault -> fault.kind() == Fault.Kind.SERVER_ERROR)
                .isPresent();
        for (int i = feed.done(); i < (breaksOff ? (feed.done() + upTo) / 2 : upTo); i++) {
            message(feed, messages.get(i)).forEach(issues::add);
        }
        if (breaksOff) {
            end(feed, Status.FATAL, upTo, issues);
        } else if (upTo == messages.size()) {
            end(feed, Status.DONE, upTo, issues);
        } else {
            store.use(h ->
                    h.execute("update feed set done = ?, issues = ? where id = ?", upTo, issues.toString(), feed.id()));
        }
    }

    private static Optional<JsonNode> mistake(JsonNode content, Feed feed) {
        var header = content.path("header");
        int messages = content.path("messages").size();
        if (!header.path("version").asText().equals("2.0")
                || !header.path("sellerId").asText().equals(feed.seller())) {
            return Optional.of(issue("4002005", "The header is missing required attributes.", Optional.empty()));
        }
        return messages == 0 || messages > MOST_MESSAGES
                ? Optional.of(issue("4002001", "Feed cannot be parsed.", Optional.empty()))
                : Optional.empty();
    }

    /// @return what is wrong with it
    private List<JsonNode> message(Feed feed, JsonNode message) {
        var account = accounts.find(feed.seller()).orElseThrow();
        var listing = listings.find(feed.seller(), message.path("sku").asText());
        long id = submissions.received(
                feed.seller(),
                feed.marketplace(),
                message,
                listing.filter(AmazonListing::isFba).isPresent());
        submissions.answered(id, "feed " + feed.id());
        var known = listing.filter(found -> found.sellsIn(feed.marketplace()));
        var issues = known.isEmpty()
                ? List.of(Issue.unknownSku(feed.marketplace()))
                : issues(message, account, feed.marketplace());
        if (!issues.isEmpty()) {
            submissions.refusedOrPreviewed(id, "INVALID", "feed " + feed.id());
            return issues.stream()
                    .map(it -> issue(it.code(), it.message(), Optional.of(message)))
                    .toList();
        }
        accept(feed, account, known.get(), message, id);
        return List.of();
    }

    private static List<Issue> issues(JsonNode message, SellerAccount account, String marketplace) {
        if (!message.path("operationType").asText().equals("PATCH")) {
            return List.of(Issue.unknownAttribute("operationType", marketplace)); // the others are not simulated
        }
        try {
            return PatchCheck.issues(parsed(message), account, marketplace);
        } catch (AmazonRefusal e) {
            return List.of(Issue.badValue("patches", marketplace));
        }
    }

    private static PatchRequest parsed(JsonNode message) {
        return PatchRequest.parse(message.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void accept(Feed feed, SellerAccount account, AmazonListing listing, JsonNode message, long id) {
        listings.save(
                feed.seller(),
                listing.submitted(feed.marketplace(), parsed(message).patches(), clock.instant()));
        var fate = PatchApi.fate(faults, "feedMessage", account, listing);
        submissions.accepted(id, account, listing.sku(), "feed " + feed.id(), fate);
    }

    private void end(Feed feed, Status status, int processed, ArrayNode issues) {
        var result = status == Status.DONE
                ? documents.keep("application/json", report(feed, processed, issues), true)
                : null;
        store.use(h -> h.execute(
                "update feed set status = ?, done = ?, issues = ?, ended = ?, result = ? where id = ?",
                status.name(),
                processed,
                issues.toString(),
                clock.millis(),
                result,
                feed.id()));
        notifications.feedDone(feed.seller(), Long.toString(feed.id()), status.name());
    }

    private static byte[] report(Feed feed, int processed, ArrayNode issues) {
        var report = SimulatorJson.object();
        report.putObject("header")
                .put("sellerId", feed.seller())
                .put("version", "2.0")
                .put("feedId", Long.toString(feed.id()));
        report.set("issues", issues);
        long invalid = issues.findValues("messageId").stream()
                .map(JsonNode::asInt)
                .distinct()
                .count();
        report.putObject("summary")
                .put("errors", issues.size())
                .put("warnings", 0)
                .put("messagesProcessed", processed)
                .put("messagesAccepted", processed - invalid)
                .put("messagesInvalid", invalid);
        return report.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode issue(String code, String text, Optional<JsonNode> message) {
        var issue = SimulatorJson.object();
        message.ifPresent(it -> issue.put("messageId", it.path("messageId").asInt())
                .put("sku", it.path("sku").asText()));
        return issue.put("code", code).put("severity", "ERROR").put("message", text);
    }
}
