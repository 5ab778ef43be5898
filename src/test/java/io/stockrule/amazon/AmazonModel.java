package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import io.stockrule.SharedData;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// Amazon's own descriptions of its APIs, as judges of our requests.
final class AmazonModel {
    static final String FILE = "amazon/models/listingsItems_2021-08-01.json";

    static final String REPORTS = "amazon/models/reports_2021-06-30.json";

    static final String ORDERS = "amazon/models/orders_2026-01-01.json";

    static final String FEEDS = "amazon/models/feeds_2021-06-30.json";

    static final String NOTIFICATIONS = "amazon/models/notifications.json";

    static final String SELLERS = "amazon/models/sellers.json";

    private static final Optional<OpenApiInteractionValidator> LISTINGS_ITEMS_VALIDATOR = load(FILE);
    private static final Optional<OpenApiInteractionValidator> REPORTS_VALIDATOR = load(REPORTS);
    private static final Optional<OpenApiInteractionValidator> FEEDS_VALIDATOR = load(FEEDS);
    private static final Optional<OpenApiInteractionValidator> ORDERS_VALIDATOR = load(ORDERS);

    private static final Optional<OpenApiInteractionValidator> NOTIFICATIONS_VALIDATOR = load(NOTIFICATIONS);
    private static final Optional<OpenApiInteractionValidator> SELLERS_VALIDATOR = load(SELLERS);

    private AmazonModel() {}

    private static Optional<OpenApiInteractionValidator> load(String file) {
        try {
            return Optional.of(OpenApiInteractionValidator.createForInlineApiSpecification(SharedData.text(file))
                    .build());
        } catch (TestAbortedException _) {
            return Optional.empty();
        }
    }

    /// The storage of documents has no model.
    static void check(RecordingAmazon.Asked asked) {
        if (asked.path().equals("/document")) {
            return;
        }
        validator(asked)
                .ifPresent(validator -> assertThat(
                                validator.validateRequest(request(asked)).getMessages())
                        .as("%s", asked)
                        .isEmpty());
    }

    private static Optional<OpenApiInteractionValidator> validator(RecordingAmazon.Asked asked) {
        if (asked.path().startsWith("/feeds/")) {
            return FEEDS_VALIDATOR;
        }
        if (asked.path().startsWith("/sellers/")) {
            return SELLERS_VALIDATOR;
        }
        if (asked.path().startsWith("/notifications/")) {
            return NOTIFICATIONS_VALIDATOR;
        }
        if (asked.path().startsWith("/orders/")) {
            return ORDERS_VALIDATOR;
        }
        return asked.path().startsWith("/reports/") ? REPORTS_VALIDATOR : LISTINGS_ITEMS_VALIDATOR;
    }

    private static Request request(RecordingAmazon.Asked asked) {
        var builder = new SimpleRequest.Builder(asked.method(), asked.path(), true);
        asked.headers().forEach(builder::withHeader);
        Arrays.stream(asked.query().split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> builder.withQueryParam(pair[0], URLDecoder.decode(pair[1], UTF_8)));
        return asked.body().isEmpty()
                ? builder.build()
                : builder.withBody(asked.body()).build();
    }
}
