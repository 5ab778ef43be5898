package io.stockrule.amazon;

import static io.stockrule.amazon.ListingsItems.encoded;

import io.stockrule.delivery.marketplace.Feeds.Message;
import io.stockrule.listing.AmazonCredentials;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests of the Feeds API 2021-06-30 that we make, and the document of a feed
/// (https://github.com/amzn/selling-partner-api-models/blob/main/models/feeds-api-model/feeds_2021-06-30.json).
final class FeedsApi {
    static final String TYPE = "JSON_LISTINGS_FEED";
    static final String CONTENT_TYPE = "application/json; charset=UTF-8";
    private static final String FEEDS = "/feeds/2021-06-30/feeds";
    private static final String DOCUMENTS = "/feeds/2021-06-30/documents";

    private final AmazonConfig config;

    FeedsApi(AmazonConfig config) {
        this.config = config;
    }

    record NewDocument(String contentType) {}

    record NewFeed(String feedType, List<String> marketplaceIds, String inputFeedDocumentId) {}

    /// @param compressionAlgorithm `GZIP`, or nothing
    record Document(
            @Nullable String feedDocumentId,
            @Nullable String url,
            @Nullable String compressionAlgorithm) {}

    record Created(@Nullable String feedId) {}

    record Listed(@Nullable List<@Nullable State> feeds) {}

    /// What Amazon says of a feed.
    record State(
            @Nullable String feedId,
            @Nullable String createdTime,
            @Nullable String processingStatus,
            @Nullable String resultFeedDocumentId) {}

    /// A feed's document: version 2 of `JSON_LISTINGS_FEED`
    /// (https://github.com/amzn/selling-partner-api-models/tree/main/schemas/feeds).
    record Content(Header header, List<NumberMessage> messages) {}

    record Header(String sellerId, String version, String issueLocale) {}

    record NumberMessage(
            int messageId,
            String sku,
            String operationType,
            String productType,
            List<ListingsItems.Operation> patches) {
        /// `PATCH` and `merge`: every other operation drops what it does not name, or the whole listing.
        static NumberMessage of(Message message) {
            return new NumberMessage(
                    message.id(),
                    message.update().sellerSku(),
                    "PATCH",
                    ListingsItems.ANY_PRODUCT_TYPE,
                    List.of(ListingsItems.merge(message.update())));
        }
    }

    static byte[] content(AmazonCredentials account, List<Message> messages) {
        return Json.write(new Content(
                new Header(account.sellerId(), "2.0", "en_US"),
                messages.stream().map(NumberMessage::of).toList()));
    }

    HttpRequest.Builder newDocument(AmazonCredentials account) {
        return post(account, DOCUMENTS, new NewDocument(CONTENT_TYPE));
    }

    /// One marketplace: more are refused for this type
    /// (https://github.com/amzn/selling-partner-api-models/issues/4726).
    HttpRequest.Builder newFeed(AmazonCredentials account, AmazonCountry country, String document) {
        return post(account, FEEDS, new NewFeed(TYPE, List.of(country.marketplaceId()), document));
    }

    HttpRequest.Builder feeds(AmazonCredentials account, Instant since) {
        return get(
                account,
                "%s?feedTypes=%s&pageSize=100&createdSince=%s".formatted(FEEDS, TYPE, encoded(since.toString())));
    }

    HttpRequest.Builder feed(AmazonCredentials account, String feed) {
        return get(account, FEEDS + "/" + encoded(feed));
    }

    HttpRequest.Builder cancel(AmazonCredentials account, String feed) {
        return HttpRequest.newBuilder(ApiAddress.of(config, account.region(), FEEDS + "/" + encoded(feed)))
                .DELETE();
    }

    HttpRequest.Builder document(AmazonCredentials account, String document) {
        return get(account, DOCUMENTS + "/" + encoded(document));
    }

    private HttpRequest.Builder get(AmazonCredentials account, String path) {
        return HttpRequest.newBuilder(ApiAddress.of(config, account.region(), path))
                .GET();
    }

    private HttpRequest.Builder post(AmazonCredentials account, String path, Object body) {
        return HttpRequest.newBuilder(ApiAddress.of(config, account.region(), path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body)));
    }
}
