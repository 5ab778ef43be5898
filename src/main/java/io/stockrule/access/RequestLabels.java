package io.stockrule.access;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/// Keeps the labels of requests few, whatever strangers ask for: an address that no resource serves, and a method that
/// nobody knows, count as one each. So no secret of an address becomes a label, and nobody can use up the labels.
@Singleton
class RequestLabels implements MeterFilter {
    static final String OTHER = "OTHER";

    /// What the framework serves, and what it says of requests without an address.
    private static final Pattern OF_THE_FRAMEWORK = Pattern.compile("/q/(metrics|openapi|health(/(live|ready|started))?)"
            + "|/|root|NOT_FOUND|REDIRECTION|UNKNOWN|CLIENT_ERROR|/cors-preflight");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final ResourceAddresses addresses;

    RequestLabels(ResourceAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("http.server.")) {
            return id;
        }
        return id.replaceTags(Tags.of(id.getTags().stream().map(this::known).toList()));
    }

    private Tag known(Tag tag) {
        boolean isKnown =
                switch (tag.getKey()) {
                    case "uri" ->
                        addresses.isTemplate(tag.getValue())
                                || OF_THE_FRAMEWORK.matcher(tag.getValue()).matches();
                    case "method" -> METHODS.contains(tag.getValue());
                    default -> true;
                };
        return isKnown ? tag : Tag.of(tag.getKey(), OTHER);
    }
}
