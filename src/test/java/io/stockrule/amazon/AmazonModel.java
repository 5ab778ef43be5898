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

/// Amazon's own description of the Listings Items API, as a judge of our requests.
final class AmazonModel {
    static final String FILE = "amazon/models/listingsItems_2021-08-01.json";

    private static final Optional<OpenApiInteractionValidator> VALIDATOR = load();

    private AmazonModel() {}

    private static Optional<OpenApiInteractionValidator> load() {
        try {
            return Optional.of(OpenApiInteractionValidator.createForInlineApiSpecification(SharedData.text(FILE))
                    .build());
        } catch (TestAbortedException _) {
            return Optional.empty();
        }
    }

    static void check(RecordingAmazon.Asked asked) {
        VALIDATOR.ifPresent(validator -> assertThat(
                        validator.validateRequest(request(asked)).getMessages())
                .as("%s", asked)
                .isEmpty());
    }

    private static Request request(RecordingAmazon.Asked asked) {
        var builder = new SimpleRequest.Builder(asked.method(), asked.path(), true);
        asked.headers().forEach(builder::withHeader);
        Arrays.stream(asked.query().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> builder.withQueryParam(pair[0], URLDecoder.decode(pair[1], UTF_8)));
        return asked.body().isEmpty()
                ? builder.build()
                : builder.withBody(asked.body()).build();
    }
}
