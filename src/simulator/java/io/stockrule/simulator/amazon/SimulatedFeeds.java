package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.amazon.Parameters.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.TokenBucket;
import io.stockrule.simulator.Web;
import io.stockrule.simulator.amazon.FeedQueue.Feed;
import java.time.Instant;

/// The Feeds API 2021-06-30 for `JSON_LISTINGS_FEED`:
/// https://developer-docs.amazon.com/sp-api/docs/feeds-api-rate-limits
final class SimulatedFeeds {
    private static final String FEEDS = "/amazon/feeds/2021-06-30/feeds";
    private static final String DOCUMENTS = "/amazon/feeds/2021-06-30/documents";
    private static final TokenBucket.Size OFTEN = new TokenBucket.Size(2, 15);
    private static final TokenBucket.Size SELDOM = new TokenBucket.Size(0.0222, 10);
    private static final TokenBucket.Size NEW_DOCUMENTS = new TokenBucket.Size(0.5, 15);

    /// The type has a limit of its own, which [FeedQueue] keeps.
    private static final TokenBucket.Size ANY = new TokenBucket.Size(100, 100);

    private final AmazonGate gate;
    private final PresignedDocuments documents;
    private final FeedQueue queue;

    SimulatedFeeds(AmazonGate gate, PresignedDocuments documents, FeedQueue queue) {
        this.gate = gate;
        this.documents = documents;
        this.queue = queue;
    }

    void routes(Web web) {
        web.on("POST", DOCUMENTS, this::newDocument);
        web.on("GET", DOCUMENTS + "/:id", this::document);
        web.on("POST", FEEDS, this::create);
        web.on("GET", FEEDS, this::list);
        web.on("GET", FEEDS + "/:id", this::get);
        web.on("DELETE", FEEDS + "/:id", this::cancel);
    }

    private HttpAnswer newDocument(Call call) {
        return gate.throughForCaller(call, "createFeedDocument", NEW_DOCUMENTS, _ -> {
            var contentType = call.json().path("contentType").asText();
            require(!contentType.isEmpty(), () -> AmazonRefusal.invalidInput("'contentType' is missing"));
            var id = documents.expect(contentType);
            return HttpAnswer.json(
                    201,
                    SimulatorJson.object().put("feedDocumentId", id).put("url", documents.uploadAddress(call, id)));
        });
    }

    private HttpAnswer document(Call call) {
        return gate.throughForCaller(call, "getFeedDocument", SELDOM, _ -> {
            var id = call.path("id");
            require(documents.content(id).isPresent(), () -> AmazonRefusal.notFound(id + " does not exist"));
            var body = SimulatorJson.object().put("feedDocumentId", id).put("url", documents.downloadAddress(call, id));
            if (documents.isPacked(id)) {
                body.put("compressionAlgorithm", "GZIP");
            }
            return HttpAnswer.json(200, body);
        });
    }

    private HttpAnswer create(Call call) {
        return gate.throughForCaller(call, "createFeed", ANY, account -> {
            var asked = call.json();
            require(
                    asked.path("feedType").asText().equals("JSON_LISTINGS_FEED"),
                    () -> AmazonRefusal.invalidInput("Invalid 'feedType' provided."));
            var marketplaces = asked.path("marketplaceIds");
            require(
                    marketplaces.size() <= 1,
                    () -> AmazonRefusal.invalidInput(
                            "Too many 'marketplaceIds' values provided. Expected a maximum of 1."));
            var marketplace = marketplaces.path(0).asText();
            require(
                    account.sellsIn(marketplace),
                    () -> AmazonRefusal.invalidInput("Invalid 'marketplaceIds' provided."));
            var document = asked.path("inputFeedDocumentId").asText();
            require(
                    documents.content(document).isPresent(),
                    () -> AmazonRefusal.invalidInput("Invalid 'inputFeedDocumentId' provided."));
            require(!queue.isFull(account.seller()), () -> AmazonRefusal.of(429));
            long id = queue.add(account.seller(), marketplace, document);
            return HttpAnswer.json(202, SimulatorJson.object().put("feedId", Long.toString(id)));
        });
    }

    private HttpAnswer get(Call call) {
        return gate.throughForCaller(
                call, "getFeed", OFTEN, account -> HttpAnswer.json(200, view(feed(call, account))));
    }

    private HttpAnswer list(Call call) {
        return gate.throughForCaller(call, "getFeeds", SELDOM, account -> {
            var since = call.query("createdSince").map(Instant::parse).orElse(Instant.EPOCH);
            var body = SimulatorJson.object();
            var feeds = body.putArray("feeds");
            queue.since(account.seller(), since).forEach(feed -> feeds.add(view(feed)));
            return HttpAnswer.json(200, body);
        });
    }

    private HttpAnswer cancel(Call call) {
        return gate.throughForCaller(call, "cancelFeed", OFTEN, account -> {
            require(
                    queue.cancel(feed(call, account)),
                    () -> AmazonRefusal.invalidInput("Only feeds that are IN_QUEUE can be cancelled."));
            return HttpAnswer.json(200, SimulatorJson.object());
        });
    }

    private Feed feed(Call call, SellerAccount account) {
        return queue.find(account.seller(), call.path("id"))
                .orElseThrow(() -> AmazonRefusal.notFound("no such feed: " + call.path("id")));
    }

    private static ObjectNode view(Feed feed) {
        var view = SimulatorJson.object()
                .put("feedId", Long.toString(feed.id()))
                .put("feedType", "JSON_LISTINGS_FEED")
                .put("createdTime", feed.created().toString())
                .put("processingStatus", feed.status().name());
        view.putArray("marketplaceIds").add(feed.marketplace());
        feed.started().ifPresent(at -> view.put("processingStartTime", at.toString()));
        feed.ended().ifPresent(at -> view.put("processingEndTime", at.toString()));
        feed.result().ifPresent(id -> view.put("resultFeedDocumentId", id));
        return view;
    }
}
