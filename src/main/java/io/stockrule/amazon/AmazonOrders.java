package io.stockrule.amazon;

import io.stockrule.delivery.marketplace.Orders;
import io.stockrule.delivery.marketplace.OrdersAnswer;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// [Orders] by the Orders API 2026-01-01. Of what an answer may include, only what tells whether and by
/// whom an order is fulfilled and what of it is cancelled: neither buyers nor addresses nor prices.
@ApplicationScoped
class AmazonOrders implements Orders {
    /// An answer of the API Gateway that Amazon uses is never larger
    /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
    private static final long MAX_BYTES = 10 * 1024 * 1024;

    private static final String SEARCH = "/orders/2026-01-01/orders?lastUpdatedAfter=%s&fulfilledBy=MERCHANT"
            + "&maxResultsPerPage=" + PAGE + "&includedData=FULFILLMENT,CANCELLATION%s";

    private final SellingPartnerApi api;
    private final AmazonConfig config;

    AmazonOrders(SellingPartner amazon, AmazonConfig config) {
        this.api = amazon.api();
        this.config = config;
    }

    @Override
    public OrdersAnswer search(
            AmazonCredentials account, Instant updatedAfter, Optional<String> page, Duration timeout) {
        var path = SEARCH.formatted(
                ListingsItems.encoded(updatedAfter.toString()),
                page.map(token -> "&paginationToken=" + ListingsItems.encoded(token))
                        .orElse(""));
        var request = HttpRequest.newBuilder(ApiAddress.of(config, account.region(), path))
                .GET();
        var answer = api.call(account, request, Deadline.in(timeout), MAX_BYTES);
        if (answer instanceof Answer.Answered answered && answered.status() == 200) {
            return Json.read(answered.body(), OrdersPage.class)
                    .filter(OrdersPage::isComplete)
                    .<OrdersAnswer>map(OrdersPage::told)
                    .orElseGet(() -> new OrdersAnswer.Failed("Amazon's answer cannot be read"));
        }
        return failure(answer);
    }

    private static OrdersAnswer failure(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered when answered.status() == 429 -> new OrdersAnswer.Throttled();
            case Answer.Answered answered ->
                new OrdersAnswer.Failed("Amazon could not answer: " + ApiErrors.words(answered));
            case Answer.NotSent notSent -> new OrdersAnswer.Failed(notSent.reason());
            case Answer.Unanswered unanswered -> new OrdersAnswer.Failed(unanswered.reason());
            // The account may lack the role for orders alone: nothing else has to stop for that.
            case Answer.Forbidden denied -> new OrdersAnswer.Denied(denied.ofOrders());
            case Answer.Denied denied -> new OrdersAnswer.AccountRefused(denied.reason(), denied.retryAfter());
        };
    }
}
