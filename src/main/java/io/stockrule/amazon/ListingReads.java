package io.stockrule.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.listing.AmazonCredentials;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One read: most SKUs in one search, the awkward ones one by one.
final class ListingReads {
    /// An answer of the API Gateway that Amazon uses is never larger
    /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
    private static final long MAX_BYTES = 10 * 1024 * 1024;

    /// Twenty SKUs fit into one page; this only ends a search that would not end by itself.
    private static final int MOST_PAGES = 20;

    private final SellingPartnerApi api;
    private final ListingsItems items;
    private final AmazonCredentials account;
    private final AmazonCountry country;
    private final Deadline deadline;
    private final Map<String, Reading> readings = new HashMap<>();
    private final List<Answer.Forbidden> forbidden = new ArrayList<>();

    ListingReads(
            SellingPartnerApi api,
            ListingsItems items,
            AmazonCredentials account,
            AmazonCountry country,
            Deadline deadline) {
        this.api = api;
        this.items = items;
        this.account = account;
        this.country = country;
        this.deadline = deadline;
    }

    ReadResult read(Collection<String> skus) {
        var listed = skus.stream().distinct().filter(Skus::listable).toList();
        var alone = new LinkedHashSet<>(skus);
        alone.removeAll(listed);
        var failure = search(listed, alone);
        for (var sku : alone) {
            if (failure.isPresent()) {
                break;
            }
            failure = get(sku);
        }
        return failure.or(this::accountDenied).orElseGet(() -> new ReadResult.Read(readings));
    }

    /// One SKU that is denied says little of the account; several, and nothing that is allowed, say it all.
    private Optional<ReadResult> accountDenied() {
        return forbidden.size() > 1 && forbidden.size() == readings.size()
                ? Optional.of(failure(forbidden.getFirst()))
                : Optional.empty();
    }

    /// @param alone gains the SKUs of a list that Amazon refuses as a whole: one of them must not spoil the others
    private Optional<ReadResult> search(List<String> skus, Set<String> alone) {
        var missing = new LinkedHashSet<>(skus);
        var page = Optional.<String>empty();
        for (int pages = 0; !missing.isEmpty() && (pages == 0 || page.isPresent()); pages++) {
            var answer = call(items.search(account, country, skus, page));
            if (hasStatus(answer, 400)) {
                alone.addAll(missing);
                return Optional.empty();
            } else if (isNotFound(answer)) {
                break;
            }
            var found = page(answer);
            if (found.isEmpty() || pages == MOST_PAGES) {
                return Optional.of(failure(answer));
            }
            found.get().readInto(readings, Set.copyOf(skus), country.marketplaceId());
            missing.removeAll(readings.keySet());
            page = found.get().next();
        }
        missing.forEach(sku -> readings.put(sku, new Reading.NotFound()));
        return Optional.empty();
    }

    private Optional<ReadResult> get(String sku) {
        var unspeakable = Skus.unspeakable(sku);
        if (unspeakable.isPresent()) {
            readings.put(sku, new Reading.Unreadable(unspeakable.get()));
            return Optional.empty();
        }
        var answer = call(items.get(account, country, sku));
        if (answer instanceof Answer.Forbidden denied) {
            forbidden.add(denied);
        }
        var reading = one(sku, answer);
        reading.ifPresent(known -> readings.put(sku, known));
        return reading.isPresent() ? Optional.empty() : Optional.of(failure(answer));
    }

    private Optional<Reading> one(String sku, Answer answer) {
        if (isNotFound(answer)) {
            return Optional.of(new Reading.NotFound());
        } else if (answer instanceof Answer.Answered refused && refused.status() == 400) {
            return Optional.of(new Reading.Unreadable("Amazon refuses to show it: " + ApiErrors.words(refused)));
        } else if (answer instanceof Answer.Forbidden denied) {
            return Optional.of(new Reading.Unreadable(denied.ofSku()));
        }
        return body(answer, JsonNode.class)
                .filter(SearchPage::isItem)
                .map(item -> SearchPage.sku(item).equals(sku)
                        ? Channels.reading(item, country.marketplaceId())
                        : new Reading.NotFound());
    }

    private Answer call(HttpRequest.Builder request) {
        return api.call(account, request, deadline, MAX_BYTES);
    }

    private static Optional<SearchPage> page(Answer answer) {
        return body(answer, SearchPage.class).filter(SearchPage::isComplete);
    }

    private static <T> Optional<T> body(Answer answer, Class<T> type) {
        return answer instanceof Answer.Answered answered && answered.status() == 200
                ? Json.read(answered.body(), type)
                : Optional.empty();
    }

    /// Only Amazon's own "not found" counts; any web server can say 404.
    private static boolean isNotFound(Answer answer) {
        return answer instanceof Answer.Answered answered
                && answered.status() == 404
                && !ApiErrors.of(answered).isEmpty();
    }

    private static boolean hasStatus(Answer answer, int status) {
        return answer instanceof Answer.Answered answered && answered.status() == status;
    }

    private static ReadResult failure(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered when answered.status() == 429 -> new ReadResult.Throttled();
            case Answer.Answered answered
            when answered.status() == 200 -> new ReadResult.Failed("Amazon's answer cannot be read");
            case Answer.Answered answered ->
                new ReadResult.Failed("Amazon could not answer: " + ApiErrors.words(answered));
            case Answer.NotSent notSent -> new ReadResult.Failed(notSent.reason());
            case Answer.Unanswered unanswered -> new ReadResult.Failed(unanswered.reason());
            case Answer.Forbidden denied -> failure(denied.ofAccount());
            case Answer.Denied denied -> new ReadResult.AccountRefused(denied.reason(), denied.retryAfter());
        };
    }
}
