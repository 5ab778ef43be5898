package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.stockrule.SharedData;
import io.stockrule.delivery.marketplace.FeedAnswer;
import io.stockrule.delivery.marketplace.FeedReport;
import io.stockrule.delivery.marketplace.Feeds;
import io.stockrule.delivery.marketplace.Feeds.Message;
import io.stockrule.delivery.marketplace.Feeds.Status;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What we say to the Feeds API, and what we make of its answers. Each request is checked against Amazon's
/// own model.
class AmazonFeedsTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonFeeds feeds =
            new AmazonFeeds(RecordingAmazon.partner(amazon.config(), InstantSource.system()), amazon.config());

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void the_document_of_a_feed_is_as_amazons_schema_has_it() throws IOException {
        var schema = SharedData.text("amazon/schemas/feeds/listings-feed-schema-v2.json");
        var messages =
                List.of(message(1, "A/1 \"x\"", 7, OptionalInt.empty()), message(2, "Größe", 0, OptionalInt.of(3)));
        upload(messages);

        var document = amazon.asked().getLast().body();
        var mistakes = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(schema)
                .validate(new ObjectMapper().readTree(document));
        assertThat(mistakes).isEmpty();
        assertThat(document)
                .contains("\"op\":\"merge\"")
                .contains("\"quantity\":0,\"lead_time_to_ship_max_days\":3")
                .doesNotContain("PARTIAL_UPDATE");
    }

    @Test
    void a_document_is_put_without_anything_that_opens_an_account() {
        assertThat(upload(List.of(message(1, "A", 7, OptionalInt.empty())))).isEqualTo(new FeedAnswer.Told<>("D-1"));

        var put = amazon.asked().getLast();
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.headers()).containsEntry("Content-Type", "application/json; charset=UTF-8");
        assertThat(put.headers()).doesNotContainKey("x-amz-access-token");
        assertThat(amazon.asked().getFirst().body()).isEqualTo("{\"contentType\":\"application/json; charset=UTF-8\"}");
    }

    /// The longest SKUs there are, of the longest characters.
    @Test
    void the_largest_feed_stays_below_ten_mebibytes() {
        var sku = "\ud83d\udd6f".repeat(40);
        var messages = IntStream.rangeClosed(1, Feeds.MOST_MESSAGES)
                .mapToObj(i -> message(i, sku, Integer.MAX_VALUE, OptionalInt.of(30)))
                .toList();
        upload(messages);

        assertThat(amazon.asked().getLast().body().getBytes(UTF_8)).hasSizeLessThan(10 * 1024 * 1024);
    }

    @Test
    void a_document_that_is_not_taken_sends_nothing() {
        amazon.says(newDocument(), RecordingAmazon.status(403, "<Error/>"));
        assertThat(feeds.upload(ACCOUNT, List.of(message(1, "A", 7, OptionalInt.empty())), PLENTY))
                .isInstanceOf(FeedAnswer.NotSent.class);
        amazon.says(RecordingAmazon.status(201, "{\"feedDocumentId\":\"D\",\"url\":\"file:///etc/passwd\"}"));
        assertThat(feeds.upload(ACCOUNT, List.of(message(1, "A", 7, OptionalInt.empty())), PLENTY))
                .isInstanceOf(FeedAnswer.NotSent.class);
    }

    @Test
    void a_feed_is_created_for_one_marketplace() {
        amazon.says(RecordingAmazon.status(202, "{\"feedId\":\"F-1\"}"));

        assertThat(feeds.create(ACCOUNT, "DE", "D-1", PLENTY)).isEqualTo(new FeedAnswer.Told<>("F-1"));
        assertThat(amazon.asked().getLast().body())
                .isEqualTo("{\"feedType\":\"JSON_LISTINGS_FEED\",\"marketplaceIds\":[\"A1PA6795UKMFR9\"],"
                        + "\"inputFeedDocumentId\":\"D-1\"}");
        assertThat(feeds.create(ACCOUNT, "US", "D-1", PLENTY)).isInstanceOf(FeedAnswer.Refused.class);
    }

    @Test
    void what_may_have_been_created_is_told_from_what_was_not() {
        amazon.says(
                RecordingAmazon.errors(503, "ServiceUnavailable", "later"),
                RecordingAmazon.cut(),
                RecordingAmazon.status(202, "{}"),
                RecordingAmazon.errors(429, "QuotaExceeded", "too many"),
                RecordingAmazon.errors(400, "InvalidInput", "no such document"));

        assertThat(create()).isInstanceOf(FeedAnswer.Unknown.class);
        assertThat(create()).isInstanceOf(FeedAnswer.Unknown.class);
        assertThat(create()).isInstanceOf(FeedAnswer.Unknown.class);
        assertThat(create()).isEqualTo(new FeedAnswer.Throttled<>());
        assertThat(create()).isEqualTo(new FeedAnswer.Refused<>("Amazon refused it: InvalidInput: no such document"));
    }

    /// Single patches may be allowed all the same.
    @Test
    void feeds_that_are_denied_are_not_the_account() {
        amazon.says(
                RecordingAmazon.errors(403, "Unauthorized", "denied"),
                RecordingAmazon.errors(403, "Unauthorized", "denied"));
        assertThat(create()).isInstanceOf(FeedAnswer.Refused.class);
    }

    @Test
    void where_a_feed_stands_is_told() {
        amazon.says(RecordingAmazon.status(200, """
                {"feedId":"F-1","feedType":"JSON_LISTINGS_FEED","createdTime":"2026-03-01T10:00:00+00:00",
                 "processingStatus":"DONE","resultFeedDocumentId":"R-1"}"""));
        assertThat(feeds.look(ACCOUNT, "F-1", PLENTY))
                .isEqualTo(new FeedAnswer.Told<>(
                        new Feeds.Feed("F-1", Status.DONE, Instant.parse("2026-03-01T10:00:00Z"), Optional.of("R-1"))));
        amazon.says(RecordingAmazon.status(200, "{\"feedId\":\"F-1\",\"processingStatus\":\"UNHEARD_OF\"}"));
        assertThat(feeds.look(ACCOUNT, "F-1", PLENTY)).isInstanceOf(FeedAnswer.Unknown.class);
    }

    @Test
    void feeds_since_are_listed_and_what_is_no_feed_is_left_out() {
        amazon.says(RecordingAmazon.status(200, """
                {"feeds":[null,{"feedId":"F-2"},{"feedId":"F-3","feedType":"JSON_LISTINGS_FEED",
                 "createdTime":"2026-03-01T10:00:00Z","processingStatus":"IN_QUEUE"}]}"""));

        var told = (FeedAnswer.Told<List<Feeds.Feed>>) feeds.since(ACCOUNT, Instant.EPOCH, PLENTY);
        assertThat(told.value()).extracting(Feeds.Feed::id).containsExactly("F-3");
        assertThat(feeds.cancel(ACCOUNT, "F-3", PLENTY)).isInstanceOf(FeedAnswer.Unknown.class);
    }

    @Test
    void amazons_own_report_is_understood() {
        var report =
                report(SharedData.text("amazon/schemas/feeds/listings-feed-processing-report-schema-v2.example.json"));

        assertThat(report.unread()).isEmpty();
        assertThat(report.refused().keySet()).containsExactlyInAnyOrder(4, 5);
        assertThat(report.refused().get(4))
                .isInstanceOfSatisfying(
                        SendResult.PutOff.class,
                        putOff -> assertThat(putOff.issues())
                                .hasSize(2)
                                .allMatch(issue -> issue.code().equals("90220")));
    }

    @Test
    void a_report_that_tells_nothing_says_so() {
        assertThat(report("nonsense").unread()).isPresent();
        assertThat(report("{}").unread()).isPresent();
        assertThat(report("null").unread()).isPresent();
        assertThat(report("{\"issues\":[{\"code\":\"4002001\",\"severity\":\"ERROR\",\"message\":\"Feed cannot be"
                                + " parsed.\"}],\"summary\":{\"errors\":1}}")
                        .unread())
                .contains("Amazon could not work the feed off: 4002001: Feed cannot be parsed.");
        assertThat(report("{\"issues\":[{\"messageId\":1,\"severity\":\"WARNING\",\"message\":\"w\"}],\"summary\":{}}")
                        .refused())
                .isEmpty();
    }

    private FeedReport report(String text) {
        amazon.says(
                RecordingAmazon.status(
                        200, "{\"feedDocumentId\":\"R-1\",\"url\":\"%s/document\"}".formatted(amazon.address())),
                RecordingAmazon.status(200, text));
        return ((FeedAnswer.Told<FeedReport>) feeds.report(ACCOUNT, "R-1", PLENTY)).value();
    }

    private FeedAnswer<String> upload(List<Message> messages) {
        amazon.says(newDocument(), RecordingAmazon.status(200, ""));
        return feeds.upload(ACCOUNT, messages, PLENTY);
    }

    private RecordingAmazon.Reply newDocument() {
        return RecordingAmazon.status(
                201, "{\"feedDocumentId\":\"D-1\",\"url\":\"%s/document\"}".formatted(amazon.address()));
    }

    private FeedAnswer<String> create() {
        return feeds.create(ACCOUNT, "DE", "D-1", PLENTY);
    }

    private static Message message(int id, String sku, int quantity, OptionalInt days) {
        return new Message(id, new QuantityUpdate(sku, "DE", quantity, days));
    }
}
