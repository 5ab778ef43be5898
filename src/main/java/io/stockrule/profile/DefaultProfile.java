package io.stockrule.profile;

import io.stockrule.access.MerchantCreated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Gives every new merchant a profile to start with.
@ApplicationScoped
class DefaultProfile {
    static final String TEXT = """
            profile "Default"

            # Every listing under this profile shows on Amazon what Shopify has available, all warehouses together.
            # Change it to what you need. Take the # off a line to try it:
            #
            # keep 2 in reserve                     never offer the last two
            # quantity not more than 10             instead of the line below: show at most 10
            # when available is below 3 then stop   show 0 before it gets tight

            quantity product value
            """;

    private final ProfileRows rows;

    DefaultProfile(ProfileRows rows) {
        this.rows = rows;
    }

    void merchantCreated(@Observes MerchantCreated merchant) {
        rows.insert(new Draft(merchant.merchantId(), GlobalProfile.DEFAULT, TEXT, "Stockrule"));
    }
}
