package io.stockrule.amazon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/// Where Amazon is and how long we wait for it.
@ConfigMapping(prefix = "stockrule.amazon")
public interface AmazonConfig {
    /// Address of the Selling Partner API for all accounts. Absent: Amazon's own, by the region of the account.
    Optional<@Pattern(regexp = HTTP_ADDRESS, message = NO_ADDRESS) String> endpoint();

    /// Where access tokens are granted; Amazon has one address for all regions.
    @WithDefault("https://api.amazon.com/auth/o2/token")
    @Pattern(regexp = HTTP_ADDRESS, message = NO_ADDRESS)
    String tokenEndpoint();

    /// How long to try for a connection. A request that never got one is certainly not applied.
    @WithDefault("PT5S")
    @DurationMin(millis = 1)
    @DurationMin(millis = 1)
    Duration connectTimeout();

    /// How long one fetch of an access token may take. It is not bound to the deadlines of its callers.
    @WithDefault("PT10S")
    @DurationMin(millis = 1)
    @DurationMin(millis = 1)
    Duration tokenTimeout();

    /// What we call ourselves, in the form that Amazon asks for
    /// (https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api).
    @WithDefault("Stockrule/${quarkus.application.version:0} (Language=Java)")
    @Pattern(regexp = "[\\x20-\\x7e]{1,500}")
    String userAgent();

    /// An address that paths can be appended to.
    String HTTP_ADDRESS = "https?://[^/?#\\s]+[^?#\\s]*";

    String NO_ADDRESS = "must be a http or https address without query";
}
