package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.FeedAnswer;
import io.stockrule.delivery.marketplace.FeedReport;
import io.stockrule.delivery.marketplace.Feeds;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// [Feeds] by the Feeds API. An answer that cannot be read counts as none.
@ApplicationScoped
class AmazonFeeds implements Feeds {
    private static final long MAX_BYTES = 1024 * 1024;

    /// Amazon takes less than 10 MiB (https://developer-docs.amazon.com/sp-api/docs/feeds-api-best-practices).
    private static final int MOST_DOCUMENT_BYTES = 10 * 1024 * 1024 - 1;

    /// A report names each message that is not accepted, several times at the worst.
    private static final StoredDocuments.Limits REPORT =
            new StoredDocuments.Limits(32 * 1024 * 1024, 128 * 1024 * 1024);

    /// For the way back, as [AmazonMarketplace] has it.
    private static final Duration WAY_BACK = Duration.ofMillis(50);

    private final SellingPartnerApi api;
    private final FeedsApi requests;
    private final StoredDocuments documents;

    AmazonFeeds(SellingPartner connection, AmazonConfig config) {
        api = connection.api();
        requests = new FeedsApi(config);
        documents = new StoredDocuments(connection.http(), config);
    }

    @Override
    public FeedAnswer<String> upload(AmazonCredentials account, List<Message> messages, Duration timeout) {
        var content = FeedsApi.content(account, messages);
        if (messages.size() > MOST_MESSAGES || content.length > MOST_DOCUMENT_BYTES) {
            throw new IllegalArgumentException(
                    "too much for a feed: %d messages, %d bytes".formatted(messages.size(), content.length));
        }
        var deadline = Deadline.in(timeout.minus(WAY_BACK));
        return switch (call(account, requests.newDocument(account), deadline, FeedsApi.Document.class)) {
            case FeedAnswer.Told<FeedsApi.Document> told -> upload(told.value(), content, deadline);
            case FeedAnswer<FeedsApi.Document> failed -> failedLike(failed);
        };
    }

    private FeedAnswer<String> upload(FeedsApi.Document document, byte[] content, Deadline deadline) {
        if (document.url() == null || document.feedDocumentId() == null) {
            return new FeedAnswer.NotSent<>("Amazon named no place for the feed's document");
        }
        var answer = documents.put(document.url(), content, FeedsApi.CONTENT_TYPE, deadline);
        if (answer instanceof Answer.Answered answered && answered.status() / 100 == 2) {
            return new FeedAnswer.Told<>(document.feedDocumentId());
        }
        return new FeedAnswer.NotSent<>("the feed's document was not taken: " + words(answer));
    }

    @Override
    public FeedAnswer<String> create(AmazonCredentials account, String marketplace, String document, Duration timeout) {
        var country = AmazonCountry.of(account.region(), marketplace);
        if (country.isEmpty()) {
            return new FeedAnswer.Refused<>(
                    "Amazon has no marketplace \"%s\" in the region %s".formatted(marketplace, account.region()));
        }
        return called(
                account,
                requests.newFeed(account, country.get(), document),
                timeout,
                FeedsApi.Created.class,
                created -> Optional.ofNullable(created.feedId()).map(ForeignText::clean));
    }

    @Override
    public FeedAnswer<List<Feed>> since(AmazonCredentials account, Instant since, Duration timeout) {
        return called(account, requests.feeds(account, since), timeout, FeedsApi.Listed.class, listed -> {
            var feeds = Objects.requireNonNullElse(listed.feeds(), List.<FeedsApi.State>of());
            return Optional.of(
                    feeds.stream().flatMap(state -> feed(state).stream()).toList());
        });
    }

    @Override
    public FeedAnswer<Feed> look(AmazonCredentials account, String feed, Duration timeout) {
        return called(account, requests.feed(account, feed), timeout, FeedsApi.State.class, AmazonFeeds::feed);
    }

    private static Optional<Feed> feed(FeedsApi.@Nullable State state) {
        if (state == null) {
            return Optional.empty();
        }
        var id = state.feedId();
        var created = state.createdTime() == null ? Optional.<Instant>empty() : instant(state.createdTime());
        var status = Arrays.stream(Status.values())
                .filter(it -> it.name().equals(state.processingStatus()))
                .findFirst();
        return id == null || created.isEmpty() || status.isEmpty()
                ? Optional.empty()
                : Optional.of(new Feed(
                        ForeignText.clean(id),
                        status.get(),
                        created.get(),
                        Optional.ofNullable(state.resultFeedDocumentId())));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public FeedAnswer<Boolean> cancel(AmazonCredentials account, String feed, Duration timeout) {
        var answer = api.call(account, requests.cancel(account, feed), Deadline.in(timeout.minus(WAY_BACK)), MAX_BYTES);
        return answer instanceof Answer.Answered answered && answered.status() / 100 == 2
                ? new FeedAnswer.Told<>(true)
                : failed(answer);
    }

    @Override
    public FeedAnswer<FeedReport> report(AmazonCredentials account, String resultDocument, Duration timeout) {
        var deadline = Deadline.in(timeout.minus(WAY_BACK));
        return switch (call(account, requests.document(account, resultDocument), deadline, FeedsApi.Document.class)) {
            case FeedAnswer.Told<FeedsApi.Document> told -> fetchedReport(told.value(), deadline);
            case FeedAnswer<FeedsApi.Document> failed -> failedLike(failed);
        };
    }

    private FeedAnswer<FeedReport> fetchedReport(FeedsApi.Document document, Deadline deadline) {
        if (document.url() == null) {
            return new FeedAnswer.NotSent<>("Amazon named no place of the report");
        }
        boolean packed = "GZIP".equals(document.compressionAlgorithm());
        return switch (documents.fetch(document.url(), packed, REPORT, deadline)) {
            case StoredDocuments.Fetched.Got got -> new FeedAnswer.Told<>(FeedReports.read(got.document()));
            case StoredDocuments.Fetched.Refused refused -> new FeedAnswer.NotSent<>(refused.reason());
            case StoredDocuments.Fetched.Failed failed -> new FeedAnswer.NotSent<>(failed.reason());
        };
    }

    private <B, T> FeedAnswer<T> called(
            AmazonCredentials account,
            HttpRequest.Builder request,
            Duration timeout,
            Class<B> body,
            Function<B, Optional<T>> value) {
        return switch (call(account, request, Deadline.in(timeout.minus(WAY_BACK)), body)) {
            case FeedAnswer.Told<B> told ->
                value.apply(told.value())
                        .<FeedAnswer<T>>map(FeedAnswer.Told::new)
                        .orElseGet(() -> new FeedAnswer.Unknown<>("Amazon's answer lacks what was asked for"));
            case FeedAnswer<B> failed -> failedLike(failed);
        };
    }

    private <B> FeedAnswer<B> call(
            AmazonCredentials account, HttpRequest.Builder request, Deadline deadline, Class<B> body) {
        var answer = api.call(account, request, deadline, MAX_BYTES);
        if (answer instanceof Answer.Answered answered && answered.status() / 100 == 2) {
            return Json.read(answered.body(), body)
                    .<FeedAnswer<B>>map(FeedAnswer.Told::new)
                    .orElseGet(() -> new FeedAnswer.Unknown<>("Amazon's answer could not be read"));
        }
        return failed(answer);
    }

    private static <T> FeedAnswer<T> failed(Answer answer) {
        return switch (answer) {
            case Answer.NotSent notSent -> new FeedAnswer.NotSent<>(notSent.reason());
            case Answer.Unanswered unanswered -> new FeedAnswer.Unknown<>(unanswered.reason());
            case Answer.Denied denied -> new FeedAnswer.AccountRefused<>(denied.reason(), denied.retryAfter());
            // Feeds can be denied where single patches are allowed: it says nothing of the account.
            case Answer.Forbidden forbidden ->
                new FeedAnswer.Refused<>(forbidden.ofAccount().reason());
            case Answer.Answered answered -> {
                int status = answered.status();
                if (status == 429) {
                    yield new FeedAnswer.Throttled<>();
                } else if (status >= 400 && status < 500 && status != 408) {
                    yield new FeedAnswer.Refused<>("Amazon refused it: " + ApiErrors.words(answered));
                }
                yield status >= 300 && status < 400
                        ? new FeedAnswer.NotSent<>("redirected instead of answered, with status " + status)
                        : new FeedAnswer.Unknown<>("Amazon gave no outcome: " + ApiErrors.words(answered));
            }
        };
    }

    private static <T> FeedAnswer<T> failedLike(FeedAnswer<?> failed) {
        return switch (failed) {
            case FeedAnswer.Told<?> told -> throw new IllegalArgumentException("did not fail: " + told);
            case FeedAnswer.NotSent<?> it -> new FeedAnswer.NotSent<>(it.reason());
            case FeedAnswer.Unknown<?> it -> new FeedAnswer.Unknown<>(it.reason());
            case FeedAnswer.Throttled<?> _ -> new FeedAnswer.Throttled<>();
            case FeedAnswer.Refused<?> it -> new FeedAnswer.Refused<>(it.reason());
            case FeedAnswer.AccountRefused<?> it -> new FeedAnswer.AccountRefused<>(it.reason(), it.retryAfter());
        };
    }

    /// Of a place that is not the Selling Partner API.
    private static String words(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> "status " + answered.status();
            case Answer.NotSent notSent -> notSent.reason();
            case Answer.Unanswered unanswered -> unanswered.reason();
            case Answer.Denied denied -> denied.reason();
            case Answer.Forbidden forbidden -> "status " + forbidden.answer().status();
        };
    }
}
